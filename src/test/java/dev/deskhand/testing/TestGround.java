package dev.deskhand.testing;

import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

@TestConfiguration(proxyBeanMethods = false)
class TestGround {

  @Bean
  @Primary
  SettableClock settableClock() {
    return new SettableClock();
  }

  @Bean
  QueryCount queryCount() {
    return new QueryCount();
  }

  @Bean
  DatabaseCleaner databaseCleaner(Environment environment) {
    return new DatabaseCleaner(environment.getRequiredProperty("spring.datasource.url"));
  }

  @Bean
  static BeanPostProcessor countingDataSource(ObjectProvider<QueryCount> count) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
            ? ProxyDataSourceBuilder.create(source)
                .listener(count.getObject())
                .methodListener(count.getObject())
                .build()
            : bean;
      }
    };
  }

  @Bean
  static BeanPostProcessor countingWork() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ExecutorService executor ? new UnfinishedWork(executor) : bean;
      }
    };
  }
}
