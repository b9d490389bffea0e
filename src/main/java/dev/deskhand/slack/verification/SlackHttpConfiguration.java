package dev.deskhand.slack.verification;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import dev.deskhand.slack.connection.PayloadCheck;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.SlackProperties;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Where Slack sends to, with a signing secret by which it is known. */
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.OverHttp.class)
public class SlackHttpConfiguration {

  public static final String PATH = "/slack/events";

  @Bean
  ServletRegistrationBean<SlackAppServlet> slackServlet(App slackApp) {
    return new ServletRegistrationBean<>(new SlackAppServlet(slackApp), PATH);
  }

  @Bean
  FilterRegistrationBean<SignatureFilter> slackSignatures(SlackProperties properties, Clock clock) {
    UnverifiedBodies bodies = new UnverifiedBodies(properties.timeouts().body());
    return before(new SignatureFilter(properties.signingSecret(), clock, bodies), 0);
  }

  @Bean
  FilterRegistrationBean<PayloadFilter> slackPayloads(PayloadCheck check) {
    return before(new PayloadFilter(check), 1);
  }

  private static <F extends Filter> FilterRegistrationBean<F> before(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(PATH);
    registration.setOrder(Ordered.LOWEST_PRECEDENCE - 10 + order);
    return registration;
  }
}
