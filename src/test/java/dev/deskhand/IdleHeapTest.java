package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class IdleHeapTest {

  private static final String INTERVAL = "G1PeriodicGCInterval";
  private static final String MOST_FREE = "MaxHeapFreeRatio";

  private final HotSpotDiagnosticMXBean machine =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  @Test
  void aQuietDeskIsCollectedAndKeepsLittleFreeUnlessSomebodyHasSetOtherwise() {
    String before = machine.getVMOption(MOST_FREE).getValue();
    try {
      IdleHeap.giveBack();
      assertThat(machine.getVMOption(INTERVAL).getValue()).isEqualTo("120000");
      assertThat(machine.getVMOption(MOST_FREE).getValue()).isEqualTo("30");

      machine.setVMOption(INTERVAL, "5000");
      IdleHeap.giveBack();
      assertThat(machine.getVMOption(INTERVAL).getValue()).isEqualTo("5000");
    } finally {
      machine.setVMOption(INTERVAL, "0");
      machine.setVMOption(MOST_FREE, before);
    }
  }
}
