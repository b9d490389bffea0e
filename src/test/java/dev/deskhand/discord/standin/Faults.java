package dev.deskhand.discord.standin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The faults a test has scripted; the oldest that fits a request is used up first. */
public final class Faults {
  /** A fault that waits for the requests it is for. */
  private record Scripted(Predicate<RecordedRequest> fits, Fault fault, AtomicInteger left) {}

  private final List<Scripted> script = new CopyOnWriteArrayList<>();

  /** The next {@code times} requests to this route meet the fault. See {@link RecordedRequest}. */
  public void next(int times, String method, String route, Fault fault) {
    next(times, request -> request.isTo(method, route), fault);
  }

  /** The next {@code times} requests that pass the test meet the fault. */
  public void next(int times, Predicate<RecordedRequest> fits, Fault fault) {
    script.add(new Scripted(fits, fault, new AtomicInteger(times)));
  }

  /** The next request to this route hangs until released. */
  public Fault.Held hold(String method, String route) {
    Fault.Held held = new Fault.Held();
    next(1, method, route, held);
    return held;
  }

  /** Ends every fault; what hangs goes on. */
  public void clear() {
    for (Scripted scripted : script) {
      if (scripted.fault() instanceof Fault.Held held) {
        held.release();
      }
    }
    script.clear();
  }

  Optional<Fault> take(RecordedRequest request) {
    return script.stream()
        .filter(one -> one.fits().test(request))
        .filter(one -> one.left().getAndDecrement() > 0)
        .findFirst()
        .map(Scripted::fault);
  }
}
