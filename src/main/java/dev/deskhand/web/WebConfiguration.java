package dev.deskhand.web;

import dev.deskhand.people.DemoMode;
import dev.deskhand.web.chat.WebMessages;
import dev.deskhand.web.chat.WebPlatform;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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

  /** What a connection costs that somebody opened and left as it was. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> frugalServer() {
    return server -> {
      server.addEngineValves(new UnreadBodies());
      server.addConnectorCustomizers(
          connector -> {
            connector.setProperty("socket.appReadBufSize", "2048");
            connector.setProperty("socket.appWriteBufSize", "2048");
          });
    };
  }

  static final class InDemoMode implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return DemoMode.of(context.getEnvironment()).on();
    }
  }
}
