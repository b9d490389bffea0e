package dev.deskhand.conversation.commands;

import dev.deskhand.language.CommandParser;
import dev.deskhand.language.CommandRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

  @Bean
  CommandRegistry commandRegistry(List<DeskCommand<?>> commands) {
    return new CommandRegistry(commands);
  }

  @Bean
  CommandParser commandParser(CommandRegistry commands) {
    return new CommandParser(commands);
  }
}
