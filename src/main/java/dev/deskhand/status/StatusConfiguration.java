package dev.deskhand.status;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  StatusPageDetail publicPage(StatusProperties properties) {
    return properties.page();
  }
}
