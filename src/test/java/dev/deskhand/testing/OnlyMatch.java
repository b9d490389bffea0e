package dev.deskhand.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that awaited one of several. Which of them arrives first is chance, so a test that
 * takes the first that fits is green only on some days. What was awaited is looked for once more
 * when the test ends, and nothing else may fit then.
 */
public final class OnlyMatch implements AfterEachCallback {

  private static final ThreadLocal<List<Awaited>> AWAITED = ThreadLocal.withInitial(ArrayList::new);

  /**
   * Notes what the running test has awaited.
   *
   * @param what names it in the failure
   * @param fitting gives all that fits, each as what tells it from the others
   */
  public static void expect(String what, Supplier<List<String>> fitting) {
    AWAITED.get().add(new Awaited(what, fitting, new AssertionError("awaited here")));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<Awaited> awaited = AWAITED.get();
    AWAITED.remove();
    if (context.getExecutionException().isPresent()) {
      return;
    }
    for (Awaited each : awaited) {
      List<String> fitting = each.fitting().get().stream().distinct().toList();
      if (fitting.size() > 1) {
        throw new AssertionError(
            "%s was awaited, and several fit:%n%s"
                .formatted(each.what(), String.join(System.lineSeparator(), fitting)),
            each.here());
      }
    }
  }

  private record Awaited(String what, Supplier<List<String>> fitting, AssertionError here) {}
}
