package dev.deskhand.people;

import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.chat.Sender;
import dev.deskhand.people.AccountRows.Known;
import dev.deskhand.people.AccountRows.State;
import dev.deskhand.people.roles.EffectiveRoles;
import dev.deskhand.people.roles.RoleChanges;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What platforms say about accounts, in PostgreSQL. */
@Service
class JdbcAccounts implements Accounts {

  private static final int LONGEST_EMAIL = 320;
  private static final int MOST_HOLDERS = 1_000;

  private final AccountRows rows;
  private final EffectiveRoles effective;
  private final RoleChanges roles;
  private final ApplicationEventPublisher events;

  JdbcAccounts(
      AccountRows rows,
      EffectiveRoles effective,
      RoleChanges roles,
      ApplicationEventPublisher events) {
    this.events = events;
    this.rows = rows;
    this.effective = effective;
    this.roles = roles;
  }

  /** Who a sender is; nothing is written about somebody known of whom nothing is new. */
  Person sent(Sender sender) {
    String name = Names.safe(sender.name(), sender.userId());
    Known known =
        rows.find(sender.platform(), sender.userId())
            .orElseGet(
                () -> rows.meet(sender.platform(), sender.userId(), name, sender.standing()));
    State now = known.state().called(name);
    return keep(
        sender.platform(),
        sender.userId(),
        known,
        replaces(sender.standing(), now.standing()) ? now.standing(sender.standing()) : now);
  }

  /**
   * An adapter may tell from memory how a sender stands: that a guest has become a member, or the
   * other way round, is learnt from the account alone.
   */
  private static boolean replaces(MembershipStatus said, MembershipStatus known) {
    return switch (said) {
      case UNKNOWN -> false;
      case MEMBER -> known != MembershipStatus.GUEST;
      case GUEST -> known != MembershipStatus.MEMBER;
      case STRANGER, GONE -> true;
    };
  }

  @Override
  @Transactional
  public void learn(Account account) {
    String name = Names.safe(account.name(), account.userId());
    keep(
        account,
        rows.find(account.platform(), account.userId())
            .orElseGet(
                () -> rows.meet(account.platform(), account.userId(), name, account.standing())));
  }

  @Override
  @Transactional
  public void refresh(Account account) {
    rows.find(account.platform(), account.userId()).ifPresent(known -> keep(account, known));
  }

  @Override
  @Transactional
  public Set<String> members(String platform, String group, Set<String> userIds) {
    String carrier = new PlatformId(platform, group).toString();
    if (!effective.groups(platform).contains(group)) {
      return Set.of();
    }
    Map<String, Known> concerned = rows.inGroupOr(platform, carrier, userIds);
    concerned.forEach(
        (userId, known) -> {
          Set<String> groups = new HashSet<>(known.state().groups());
          boolean changed = userIds.contains(userId) ? groups.add(carrier) : groups.remove(carrier);
          if (changed) {
            keep(platform, userId, known, known.state().in(groups));
          }
        });
    return userIds.stream()
        .filter(userId -> !concerned.containsKey(userId))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  @Transactional
  public void memberOf(String platform, String userId, Set<String> groups, Set<String> in) {
    Set<String> told = new HashSet<>(effective.groups(platform));
    told.retainAll(groups);
    if (told.isEmpty()) {
      return;
    }
    rows.find(platform, userId)
        .ifPresent(
            known -> {
              Set<String> now = new HashSet<>(known.state().groups());
              for (String group : told) {
                String carrier = new PlatformId(platform, group).toString();
                if (in.contains(group)) {
                  now.add(carrier);
                } else {
                  now.remove(carrier);
                }
              }
              keep(platform, userId, known, known.state().in(now));
            });
  }

  @Override
  public Set<String> groups(String platform) {
    return effective.groups(platform);
  }

  @Override
  @Transactional(readOnly = true)
  public Set<String> holders(String platform) {
    return rows.inAny(
        platform,
        effective.groups(platform).stream()
            .map(group -> new PlatformId(platform, group).toString())
            .toArray(String[]::new),
        MOST_HOLDERS);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> calls(String platform, String userId) {
    return rows.find(platform, userId)
        .map(Known::state)
        .filter(state -> state.standing() != MembershipStatus.UNKNOWN)
        .map(State::handle);
  }

  private void keep(Account account, Known known) {
    Set<String> said = account.groups();
    Set<String> groups =
        said == null
            ? known.state().groups()
            : effective.groups(account.platform()).stream()
                .filter(said::contains)
                .map(group -> new PlatformId(account.platform(), group).toString())
                .collect(Collectors.toUnmodifiableSet());
    keep(
        account.platform(),
        account.userId(),
        known,
        new State(
            Names.safe(account.name(), account.userId()),
            email(account.email()),
            account.zone() == null ? null : account.zone().getId(),
            account.standing(),
            groups));
  }

  private Person keep(String platform, String userId, Known known, State now) {
    State before = known.state();
    if (now.equals(before)) {
      return known.person();
    }
    rows.write(platform, userId, known, now);
    Person person = known.person();
    if (before.standing() == MembershipStatus.UNKNOWN
        && now.standing() != MembershipStatus.UNKNOWN
        && !now.handle().equals(before.handle())) {
      events.publishEvent(new PersonNamed(person.id()));
    }
    if (now.standing() != before.standing() || !now.groups().equals(before.groups())) {
      person = roles.settle(known.footing(), platform);
    }
    return person.name().equals(before.handle())
        ? new Person(person.id(), now.handle(), person.roles())
        : person;
  }

  /** What is no address, or longer than one can be, is not kept. */
  private static @Nullable String email(@Nullable String said) {
    if (said == null) {
      return null;
    }
    String email = said.strip();
    return email.isEmpty()
            || email.length() > LONGEST_EMAIL
            || email.chars().anyMatch(c -> c <= ' ' || Character.isSurrogate((char) c))
        ? null
        : email;
  }
}
