package dev.deskhand.conversation.commands;

import dev.deskhand.language.CommandParser;
import dev.deskhand.language.CommandRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

  /** Commands that the desk gives or asks about by itself, by their names. */
  private static final List<String> KNOWN =
      List.of("help", "report", "show", "note", "reply", "status", "catalog", "assign");

  /**
   * All commands.
   *
   * @throws IllegalStateException if one is missing that the desk gives by itself; it is named
   */
  @Bean
  CommandRegistry commandRegistry(List<DeskCommand<?>> commands) {
    CommandRegistry registry = new CommandRegistry(commands);
    for (String known : KNOWN) {
      if (registry.find(known).isEmpty()) {
        throw new IllegalStateException("There is no command \"" + known + "\"");
      }
    }
    return registry;
  }

  @Bean
  CommandParser commandParser(CommandRegistry commands) {
    return new CommandParser(commands);
  }
}
