package dev.deskhand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where the desk starts. */
@SpringBootApplication
public class DeskhandApplication {

  public static void main(String[] args) {
    SpringApplication.run(DeskhandApplication.class, args);
  }
}
