package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.testing.QueryCount;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a report costs the database until all who have to know have been told. */
class ReportCostTest extends SlackScene {

  @Autowired QueryCount database;
  @Autowired MeterRegistry meters;

  @Test
  void aReportAndTheDeliveryOfItsTwoMessagesTakeFiveTransactions() {
    report("The lamp in the hall flickers");
    // now and then something that recurs falls into one of them
    int least =
        IntStream.range(0, 5)
            .map(
                n -> {
                  database.reset();
                  report("The printer of room " + n + " is out of toner");
                  return database.transactions();
                })
            .min()
            .orElseThrow();

    assertThat(least).as("%s", database).isBetween(3, 5);
  }

  private void report(String words) {
    double before = delivered();
    assertThat(rita.slash("/desk", "report " + words, OFFICE)).matches(SlackAck::accepted);
    await().until(() -> delivered() == before + 2);
  }

  private double delivered() {
    return meters.find("deskhand.deliveries").tag("outcome", "delivered").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
