package dev.deskhand.people;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.people.roles.EffectiveRoles;
import dev.deskhand.text.FoldedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts in PostgreSQL, with the people whose they are: by SQL, since two copies that meet
 * somebody at once must make one person, and every command reads a person with all roles in one
 * statement.
 */
@Component
class AccountRows {

  private static final String KNOWN =
      "select i.user_id, i.handle, i.email, i.zone, i.standing, i.groups, "
          + EffectiveRoles.COLUMNS
          + " from identity i join person p on p.id = i.person_id";

  private final JdbcClient jdbc;
  private final EffectiveRoles roles;

  AccountRows(JdbcClient jdbc, EffectiveRoles roles) {
    this.jdbc = jdbc;
    this.roles = roles;
  }

  /**
   * What an account is like.
   *
   * @param groups as {@code platform:group}
   */
  record State(
      String handle,
      @Nullable String email,
      @Nullable String zone,
      MembershipStatus standing,
      Set<String> groups) {

    State(String handle, MembershipStatus standing) {
      this(handle, null, null, standing, Set.of());
    }

    State called(String name) {
      return new State(name, email, zone, standing, groups);
    }

    State standing(MembershipStatus now) {
      return new State(handle, email, zone, now, groups);
    }

    State in(Set<String> now) {
      return new State(handle, email, zone, standing, Set.copyOf(now));
    }
  }

  /** An account, and the person whose it is. */
  record Known(State state, EffectiveRoles.Footing footing) {
    Person person() {
      return footing.person();
    }
  }

  Optional<Known> find(String platform, String userId) {
    return jdbc.sql(KNOWN + " where i.platform = ? and i.user_id = ?")
        .params(platform, userId)
        .query((row, number) -> known(row))
        .optional();
  }

  /** By user id: those accounts, and all that are in a group. */
  Map<String, Known> inGroupOr(String platform, String group, Set<String> userIds) {
    Map<String, Known> found = new LinkedHashMap<>();
    jdbc.sql(
            KNOWN
                + """
                 where i.platform = :platform
                  and (i.user_id = any (:users)
                    or (i.groups <> '{}' and i.groups @> array[cast(:group as text)]))
                order by i.user_id
                """)
        .param("platform", platform)
        .param("users", userIds.toArray(String[]::new))
        .param("group", group)
        .query(
            row -> {
              found.put(row.getString("user_id"), known(row));
            });
    return found;
  }

  /** The user ids of those who are in any of these groups. */
  Set<String> inAny(String platform, String[] groups, int limit) {
    return Set.copyOf(
        jdbc.sql(
                """
                select user_id from identity
                where platform = :platform and groups <> '{}' and groups && :groups
                limit :limit
                """)
            .param("platform", platform)
            .param("groups", groups)
            .param("limit", limit)
            .query(String.class)
            .list());
  }

  /** Whoever comes second finds the person whom the first has made. */
  Known meet(String platform, String userId, String name, MembershipStatus standing) {
    jdbc.sql(
            """
            with met as (
              insert into identity (platform, user_id, handle, folded_handle, standing, person_id)
              values (:platform, :user, :name, :folded, :standing,
                nextval(pg_get_serial_sequence('person', 'id')))
              on conflict (platform, user_id) do nothing
              returning person_id
            ), newcomer as (
              insert into person (id, name, folded_name) overriding system value
              select person_id, :name, :folded from met
              returning id
            )
            insert into person_role (person_id, role)
            select id, 'EMPLOYEE' from newcomer where :standing = 'MEMBER'
            """)
        .param("platform", platform)
        .param("user", userId)
        .param("name", name)
        .param("folded", FoldedText.name(name))
        .param("standing", standing.name())
        .update();
    return find(platform, userId)
        .orElseThrow(() -> new IllegalStateException("Nobody was made for " + platform));
  }

  /** A person is called as they call themselves on the account from which their name came. */
  void write(String platform, String userId, Known before, State now) {
    jdbc.sql(
            """
            update identity
            set handle = :handle, folded_handle = :folded, email = :email, zone = :zone,
              standing = :standing, groups = :groups
            where platform = :platform and user_id = :user
            """)
        .param("handle", now.handle())
        .param("folded", FoldedText.name(now.handle()))
        .param("email", now.email())
        .param("zone", now.zone())
        .param("standing", now.standing().name())
        .param("groups", now.groups().stream().sorted().toArray(String[]::new))
        .param("platform", platform)
        .param("user", userId)
        .update();
    Person person = before.person();
    if (!now.handle().equals(before.state().handle())
        && person.name().equals(before.state().handle())) {
      jdbc.sql("update person set name = ?, folded_name = ? where id = ?")
          .params(now.handle(), FoldedText.name(now.handle()), person.id())
          .update();
    }
  }

  private Known known(ResultSet row) throws SQLException {
    return new Known(
        new State(
            row.getString("handle"),
            row.getString("email"),
            row.getString("zone"),
            MembershipStatus.valueOf(row.getString("standing")),
            Set.copyOf(Arrays.asList((String[]) row.getArray("groups").getArray()))),
        roles.footing(row));
  }
}
