package dev.deskhand.web;

import dev.deskhand.people.DemoMode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  /** Outside demo mode nobody is in the browser whom the desk could tell something. */
  @Bean
  @Conditional(InDemoMode.class)
  WebPlatform web(WebMessages messages) {
    return new WebPlatform(messages);
  }

  static final class InDemoMode implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return DemoMode.of(context.getEnvironment()).on();
    }
  }
}
