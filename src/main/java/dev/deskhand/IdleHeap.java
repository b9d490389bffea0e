package dev.deskhand;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine give the memory back that a busy hour took, once it is quiet: by itself
 * G1 keeps it, since it collects only when more is wanted. What somebody has set stays as it is.
 */
final class IdleHeap {

  private static final Logger log = LoggerFactory.getLogger(IdleHeap.class);

  private static final String INTERVAL = "G1PeriodicGCInterval";
  private static final Duration QUIET = Duration.ofMinutes(2);

  private IdleHeap() {}

  static void giveBack() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (machine.getVMOption(INTERVAL).getOrigin() == VMOption.Origin.DEFAULT) {
        machine.setVMOption(INTERVAL, Long.toString(QUIET.toMillis()));
      }
    } catch (IllegalArgumentException e) {
      log.debug("This virtual machine keeps its memory as it will", e);
    }
  }
}
