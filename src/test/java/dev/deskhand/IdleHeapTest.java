package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class IdleHeapTest {

  private static final String INTERVAL = "G1PeriodicGCInterval";

  private final HotSpotDiagnosticMXBean machine =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  @Test
  void aQuietDeskIsCollectedUnlessSomebodyHasSetOtherwise() {
    try {
      IdleHeap.giveBack();
      assertThat(machine.getVMOption(INTERVAL).getValue()).isEqualTo("120000");

      machine.setVMOption(INTERVAL, "5000");
      IdleHeap.giveBack();
      assertThat(machine.getVMOption(INTERVAL).getValue()).isEqualTo("5000");
    } finally {
      machine.setVMOption(INTERVAL, "0");
    }
  }
}
