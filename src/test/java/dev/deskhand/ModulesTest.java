package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.modulith.core.ApplicationModules;

@Execution(ExecutionMode.CONCURRENT)
class ModulesTest {

  @Test
  void everyModuleUsesOnlyTheModulesItNames() {
    ApplicationModules.of(DeskhandApplication.class).verify();
  }

  @Test
  void noFolderHoldsMoreThanOneLooksOver() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      Map<Path, Long> sizes =
          files
              .filter(Files::isRegularFile)
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
      assertThat(sizes)
          .isNotEmpty()
          .allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(25));
    }
  }
}
