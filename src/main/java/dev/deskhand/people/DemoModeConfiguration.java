package dev.deskhand.people;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class DemoModeConfiguration {

  @Bean
  DemoMode demoMode(Environment environment) {
    return DemoMode.of(environment);
  }
}
