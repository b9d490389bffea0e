package dev.deskhand.status;

import dev.deskhand.people.Actor;
import dev.deskhand.status.services.ServiceNames;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services that IT runs, and how each is doing now. */
public interface Services {

  /**
   * Every service with its open outages, by name; at most 500. Of the retired ones only those with
   * an open outage. One statement.
   */
  List<Service> all();

  /**
   * Finds a service as somebody named it: its name, an alias or a name that it had once, without
   * regard to case.
   */
  Found find(String named);

  /** The same, first among services that were read before. */
  Found find(List<Service> known, String named);

  /**
   * Adds a service. Refused if the name is taken, or if it depends on a service that is unknown.
   */
  AddOutcome add(NewService service, Actor by);

  /**
   * Gives a service another name. Its incidents, outages, followers and dependencies go along, and
   * the old name becomes an alias. Refused if the new name is taken.
   */
  ChangeOutcome rename(String service, String name, Actor by);

  /**
   * Takes a service off the list: nothing more is reported on it. What refers to it stays, and it
   * is found by its name as before.
   */
  ChangeOutcome retire(String service, Actor by);

  /**
   * Sends a person the updates of a service's outages on a platform, and puts it on record; false
   * if they get them already.
   */
  boolean subscribe(String service, Actor by, String platform);

  /** Stops the updates, and puts it on record; false if they got none. */
  boolean unsubscribe(String service, Actor by);

  /** Who gets the updates of a service, each with the platform where they asked for them. */
  List<Subscriber> subscribers(String service);

  /**
   * A service.
   *
   * @param level the agreed availability in percent
   * @param listed whether IT still runs it; false for one that was retired
   * @param openOutages its open outages, the worst first
   */
  record Service(
      String name,
      Kind kind,
      Criticality criticality,
      @Nullable String team,
      List<String> aliases,
      List<String> dependsOn,
      @Nullable BigDecimal level,
      boolean listed,
      List<Outage> openOutages) {
    public Service {
      aliases = List.copyOf(aliases);
      dependsOn = List.copyOf(dependsOn);
      openOutages = List.copyOf(openOutages);
    }

    /** How it is doing: as bad as its worst open outage. */
    public Health health() {
      if (openOutages.stream().anyMatch(outage -> outage.severity() == Outage.Severity.DOWN)) {
        return Health.DOWN;
      }
      return openOutages.isEmpty() ? Health.UP : Health.DEGRADED;
    }
  }

  /** Those of some services of which a text speaks, by a name or an alias as whole words. */
  static List<Service> namedIn(List<Service> services, String text) {
    return ServiceNames.namedIn(services, text);
  }

  /** What a service is to people. */
  enum Kind {
    SUPPORTING,
    INTERNAL_FACING,
    EXTERNAL_FACING
  }

  /** How much depends on a service. */
  enum Criticality {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /** How a service is doing. */
  enum Health {
    UP,
    DEGRADED,
    DOWN
  }

  /** A service to add. */
  record NewService(
      String name,
      Kind kind,
      Criticality criticality,
      @Nullable String team,
      List<String> dependsOn,
      @Nullable BigDecimal level) {}

  /** Somebody who follows a service. */
  record Subscriber(long personId, String platform) {}

  /** What came of looking for a service. */
  sealed interface Found {
    /** It is this one. */
    record One(Service service) implements Found {}

    /** It is this one, which IT no longer runs: it can be looked up, and nothing else. */
    record Retired(Service service) implements Found {}

    /** There is none of that name; with the nearest names. */
    record None(List<String> nearest) implements Found {}

    /** Finds the service in a list that was read before. */
    static Found in(List<Service> services, String named) {
      return ServiceNames.find(services, named);
    }
  }

  /** What came of adding a service. */
  sealed interface AddOutcome {
    record Added(Service service) implements AddOutcome {}

    record Refused(String why) implements AddOutcome {}
  }

  /** What came of renaming or retiring a service. */
  sealed interface ChangeOutcome {
    /**
     * It is done.
     *
     * @param before the name that it had
     * @param byFile whether the services file names it, and will again at the next start
     */
    record Done(Service service, String before, boolean byFile) implements ChangeOutcome {}

    record Refused(String why) implements ChangeOutcome {}
  }
}
