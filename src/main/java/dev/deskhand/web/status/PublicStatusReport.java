package dev.deskhand.web.status;

import dev.deskhand.availability.LastKnown;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.status.Outage;
import dev.deskhand.status.OutageTimeline;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.StatusPageDetail;
import dev.deskhand.web.Formats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Picks from the services and outages what everybody may know. People look here when things are
 * down, the desk's database perhaps among them, so what was known last is told then.
 */
@Component
public class PublicStatusReport {

  /** More outages at once than anybody would read. */
  private static final int OUTAGES = 50;

  /** The first who looks after a start may meet a slow database, and has nothing else to read. */
  private static final Duration UNTIL_FIRST = Duration.ofSeconds(5);

  private final Services services;
  private final Outages outages;
  private final Clock clock;
  private final LastKnown<PublicStatus> report;
  private final boolean withWords;

  public PublicStatusReport(
      Services services, Outages outages, Clock clock, StatusPageDetail page) {
    this.withWords = page == StatusPageDetail.FULL;
    this.services = services;
    this.outages = outages;
    this.clock = clock;
    this.report = new LastKnown<>("public-status", this::read, clock);
  }

  /** As it is now, or as it was when the desk last knew; empty if it never did. */
  public Optional<PublicStatus> lastKnown() {
    return report
        .get(UNTIL_FIRST)
        .map(
            known ->
                known.current() ? known.value() : known.value().aged(known.ageAt(clock.instant())));
  }

  private PublicStatus read() {
    Instant now = clock.instant();
    List<Services.Service> all = services.all();
    return new PublicStatus(
        now,
        null,
        overall(all),
        all.stream()
            .map(
                service ->
                    new PublicStatus.Service(
                        service.name(),
                        Formats.of(service.health()),
                        service.openOutages().stream().map(Outage::key).toList()))
            .toList(),
        all.stream()
            .flatMap(service -> service.openOutages().stream())
            .sorted(Comparator.comparing(Outage::startedAt).reversed())
            .limit(OUTAGES)
            .map(this::open)
            .toList());
  }

  private PublicStatus.OpenOutage open(Outage outage) {
    return new PublicStatus.OpenOutage(
        outage.key(),
        outage.service(),
        Formats.of(outage.severity()),
        Formats.of(outage.stage()),
        withWords ? outage.text() : "",
        outage.startedAt(),
        (withWords ? outages.updates(outage.id()) : List.<RecordEntry>of())
            .stream()
                .map(
                    entry ->
                        new PublicStatus.Update(
                            entry.at(), Formats.of(OutageTimeline.stage(entry)), entry.words()))
                .toList());
  }

  private static String overall(List<Services.Service> all) {
    return all.stream()
        .map(Services.Service::health)
        .max(Comparator.naturalOrder())
        .map(Formats::of)
        .orElse("up");
  }
}
