package dev.deskhand.people.roles;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.language.Role;
import dev.deskhand.people.PeopleProperties;
import dev.deskhand.people.Person;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which roles somebody has: those that they were given, those that their groups carry, and what
 * they are by how they stand on their platforms. The one place that says so.
 */
@Component
public class EffectiveRoles {

  /** What {@link #person} reads, of a person {@code p}. */
  public static final String COLUMNS =
      """
      p.id, p.name,
      array(select r.role from person_role r where r.person_id = p.id) as given,
      array(select a.standing || ' ' || array_to_string(a.groups, ' ')
            from identity a where a.person_id = p.id) as accounts
      """;

  private final PeopleProperties properties;
  private final Map<String, Set<Role>> byGroup;

  EffectiveRoles(PeopleProperties properties) {
    this.properties = properties;
    this.byGroup = properties.rolesByGroup();
  }

  /** Somebody with their roles, from the {@link #COLUMNS}. */
  public Person person(ResultSet row) throws SQLException {
    return footing(row).person();
  }

  /** The same with where their roles come from. */
  public Footing footing(ResultSet row) throws SQLException {
    Set<Role> given = EnumSet.noneOf(Role.class);
    for (String role : strings(row.getArray("given"))) {
      given.add(Role.valueOf(role));
    }
    Set<MembershipStatus> standings = EnumSet.noneOf(MembershipStatus.class);
    Set<String> groups = new LinkedHashSet<>();
    for (String account : strings(row.getArray("accounts"))) {
      String[] words = account.strip().split(" ", -1);
      MembershipStatus standing = MembershipStatus.valueOf(words[0]);
      standings.add(standing);
      if (standing != MembershipStatus.GONE) {
        groups.addAll(Arrays.asList(words).subList(1, words.length));
      }
    }
    return footing(row.getLong("id"), row.getString("name"), given, standings, groups);
  }

  private Footing footing(
      long id, String name, Set<Role> given, Set<MembershipStatus> standings, Set<String> groups) {
    Map<Role, Set<String>> sources = new EnumMap<>(Role.class);
    if (standings.equals(Set.of(MembershipStatus.GONE))) {
      return new Footing(new Person(id, name, Set.of()), given, standings, sources);
    }
    boolean member = standings.contains(MembershipStatus.MEMBER);
    for (Role role : given) {
      add(sources, role, role == Role.EMPLOYEE && member ? "as a member" : "given by an admin");
    }
    for (String group : groups) {
      byGroup.getOrDefault(group, Set.of()).forEach(role -> add(sources, role, by(group)));
    }
    if (!member) {
      for (MembershipStatus standing : standings) {
        properties.rolesOf(standing).forEach(role -> add(sources, role, as(standing)));
      }
    }
    if (sources.containsKey(Role.EMPLOYEE)) {
      sources.remove(Role.GUEST);
    }
    return new Footing(new Person(id, name, sources.keySet()), given, standings, sources);
  }

  /** The groups that carry a role, as they are stored. */
  public String[] groupsWith(Role role) {
    return byGroup.entrySet().stream()
        .filter(entry -> entry.getValue().contains(role))
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  /** The groups of a platform that carry any role, by the platform's own ids. */
  public Set<String> groups(String platform) {
    return byGroup.keySet().stream()
        .flatMap(group -> PlatformId.read(group).stream())
        .filter(group -> group.platform().equals(platform))
        .map(PlatformId::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void add(Map<Role, Set<String>> sources, Role role, String source) {
    sources.computeIfAbsent(role, each -> new LinkedHashSet<>()).add(source);
  }

  private static String by(String group) {
    PlatformId carrier = PlatformId.read(group).orElseThrow();
    return "by the " + carrier.platform() + " group " + carrier.id();
  }

  private static String as(MembershipStatus standing) {
    return switch (standing) {
      case GUEST -> "as a guest";
      case STRANGER -> "as somebody of another organisation";
      case MEMBER, GONE, UNKNOWN -> "until the platform says more";
    };
  }

  private static List<String> strings(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  /**
   * A person with where their roles come from.
   *
   * @param given the roles that were given to them, and that of an employee
   * @param standings how they stand on each of their platforms
   * @param sources by role, where it comes from
   */
  public record Footing(
      Person person,
      Set<Role> given,
      Set<MembershipStatus> standings,
      Map<Role, Set<String>> sources) {

    boolean member() {
      return standings.contains(MembershipStatus.MEMBER);
    }

    /** Whether they have left everywhere; never for somebody without an account. */
    boolean gone() {
      return standings.equals(Set.of(MembershipStatus.GONE));
    }

    /** What carries a role that an admin cannot take. */
    List<String> carriers(Role role) {
      return sources.getOrDefault(role, Set.of()).stream()
          .filter(source -> source.startsWith("by the "))
          .toList();
    }
  }
}
