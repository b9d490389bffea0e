package dev.deskhand.people;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.language.Role;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is what to the desk, as far as the configuration says it.
 *
 * @param admins accounts as {@code platform:userId}, such as {@code slack:U1}; whoever is named
 *     here has the role of admin as long as they are named
 * @param groupRoles by platform, which of its groups carry which role, as {@code group:role} such
 *     as {@code S0123:agent}; everybody in the group has the role as long as they are in it
 * @param guests what people may who are let into some channels only
 * @param strangers what people of other organisations may
 */
@ConfigurationProperties("deskhand.people")
public record PeopleProperties(
    @DefaultValue List<String> admins,
    @DefaultValue Map<String, List<String>> groupRoles,
    @DefaultValue("report") Visitors guests,
    @DefaultValue("report") Visitors strangers) {

  private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9-]*:\\S+");
  private static final Pattern GROUP = Pattern.compile("([A-Za-z0-9_-]+):([a-z]+)");

  /** What people may who are no members. */
  enum Visitors {
    /** Nothing. */
    NOTHING,
    /** They may report, and see and answer what they reported. */
    REPORT,
    /** What every employee may. */
    EMPLOYEE
  }

  public PeopleProperties {
    admins = entered(admins);
    for (String admin : admins) {
      if (!ACCOUNT.matcher(admin).matches()) {
        throw new IllegalArgumentException(
            "DESKHAND_ADMINS holds \"%s\"; an account is written like slack:U1 or discord:42"
                .formatted(admin));
      }
    }
    Map<String, List<String>> carried = new HashMap<>();
    groupRoles.forEach((platform, entries) -> carried.put(platform, entered(entries)));
    carried.forEach((platform, entries) -> entries.forEach(entry -> check(platform, entry)));
    groupRoles = Map.copyOf(carried);
  }

  /** The accounts that are named, each called by its id. */
  List<Identity> accounts() {
    return admins.stream()
        .map(account -> PlatformId.read(account).orElseThrow())
        .map(account -> new Identity(account.platform(), account.id(), account.id()))
        .toList();
  }

  public boolean namesAdmin(String platform, String userId) {
    return admins.contains(new PlatformId(platform, userId).toString());
  }

  /** The groups that carry a role, as {@code platform:group}. */
  public Map<String, Set<Role>> rolesByGroup() {
    Map<String, Set<Role>> roles = new HashMap<>();
    groupRoles.forEach(
        (platform, entries) ->
            entries.forEach(
                entry -> {
                  int colon = entry.indexOf(':');
                  roles
                      .computeIfAbsent(
                          new PlatformId(platform, entry.substring(0, colon)).toString(),
                          group -> EnumSet.noneOf(Role.class))
                      .add(Role.valueOf(entry.substring(colon + 1).toUpperCase(Locale.ROOT)));
                }));
    return roles;
  }

  /** What somebody is by how they stand on a platform, if they are no member there. */
  public Set<Role> rolesOf(MembershipStatus standing) {
    return switch (standing) {
      case MEMBER, GONE -> Set.of();
      case GUEST, UNKNOWN -> rolesOf(guests);
      case STRANGER -> rolesOf(strangers);
    };
  }

  private static Set<Role> rolesOf(Visitors visitors) {
    return switch (visitors) {
      case NOTHING -> Set.of();
      case REPORT -> Set.of(Role.GUEST);
      case EMPLOYEE -> Set.of(Role.EMPLOYEE);
    };
  }

  private static void check(String platform, String entry) {
    Matcher matcher = GROUP.matcher(entry);
    List<String> roles =
        EnumSet.complementOf(EnumSet.of(Role.GUEST)).stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!matcher.matches() || !roles.contains(matcher.group(2))) {
      throw new IllegalArgumentException(
          "DESKHAND_%s_ROLES holds \"%s\"; a group's role is written like 0123:agent, with one of: %s"
              .formatted(platform.toUpperCase(Locale.ROOT), entry, String.join(", ", roles)));
    }
  }

  private static List<String> entered(List<String> entries) {
    return entries.stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList();
  }
}
