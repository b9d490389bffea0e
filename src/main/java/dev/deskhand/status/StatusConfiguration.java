package dev.deskhand.status;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

  @Bean
  PublicPage publicPage(StatusProperties properties) {
    return properties.page();
  }
}
