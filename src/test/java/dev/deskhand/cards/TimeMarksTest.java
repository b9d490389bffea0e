package dev.deskhand.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.cards.TimeMarks.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMarksTest {

  /** Zones of whole and half hours, with days that begin at 01:00, and one that left out a day. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/Los_Angeles",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "America/Havana",
        "Africa/Cairo",
        "Asia/Beirut",
        "Pacific/Kiritimati"
      })
  void daysAndMonthsAreMarkedWhereTheyBeginInTheReadersZone(String name) {
    ZoneId zone = ZoneId.of(name);
    for (LocalDate first = LocalDate.of(2026, 1, 1);
        first.getYear() < 2027;
        first = first.plusDays(5)) {
      for (int days : List.of(4, 7, 8, 30, 60, 90, 365, 1_000, 3_660)) {
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant until = first.plusDays(days).atStartOfDay(zone).toInstant();
        List<Mark> marks = TimeMarks.between(from, until, zone);
        assertThat(marks).as("%s %d", first, days).hasSizeBetween(2, 8);
        for (Mark mark : marks) {
          LocalDate day = mark.at().atZone(zone).toLocalDate();
          assertThat(mark.at()).isEqualTo(day.atStartOfDay(zone).toInstant());
          assertThat(days <= 60 || day.getDayOfMonth() == 1).as("%s", mark).isTrue();
          assertThat(mark.label()).startsWith(days <= 60 ? day.getDayOfMonth() + " " : "");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29",
    "Europe/Berlin, 2026-10-25",
    "America/Havana, 2026-03-08",
    "Australia/Lord_Howe, 2026-10-04",
    "Asia/Kathmandu, 2026-05-05"
  })
  void aDayIsMarkedAtFullHoursOfItsClockAlsoWhenThatIsChanged(String name, LocalDate day) {
    ZoneId zone = ZoneId.of(name);
    Instant from = day.atStartOfDay(zone).toInstant();
    Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();

    List<Mark> marks = TimeMarks.between(from, until, zone);

    assertThat(marks).hasSizeBetween(6, 8).extracting(Mark::at).isSorted().doesNotHaveDuplicates();
    assertThat(marks.getFirst().at()).isEqualTo(from);
    assertThat(marks.subList(1, marks.size()))
        .extracting(mark -> mark.at().atZone(zone))
        .allMatch(at -> at.getMinute() == 0 && at.getHour() % 3 == 0);
  }

  @Test
  void aDayThatAZoneLeftOutIsNotMarked() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Instant from = ZonedDateTime.of(2011, 12, 27, 0, 0, 0, 0, apia).toInstant();

    assertThat(TimeMarks.between(from, from.plus(Duration.ofDays(6)), apia))
        .extracting(Mark::label)
        .containsExactly("27 Dec", "28 Dec", "29 Dec", "31 Dec", "1 Jan", "2 Jan");
  }
}
