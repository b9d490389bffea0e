package dev.deskhand.discord;

import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.MembershipStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the database remembers of people, without the database. */
final class KnownPeople implements Accounts {

  /** By user id. */
  final Map<String, Account> accounts = new ConcurrentHashMap<>();

  /** By group, who is in it. */
  final Map<String, Set<String>> groups = new ConcurrentHashMap<>();

  /** How often the database is away when something is handed over. */
  final AtomicInteger away = new AtomicInteger();

  /** What is handed over of this person is waited for as long as somebody holds it. */
  final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

  /** How often anything was handed over. */
  final AtomicInteger told = new AtomicInteger();

  /**
   * @param groups those that carry a role
   */
  KnownPeople(String... groups) {
    for (String group : groups) {
      this.groups.put(group, Set.of());
    }
  }

  /** Somebody whom the desk has met. */
  KnownPeople met(String userId, String name) {
    accounts.put(
        userId, new Account("discord", userId, name, null, null, MembershipStatus.MEMBER, null));
    return this;
  }

  Set<String> in(String group) {
    return groups.getOrDefault(group, Set.of());
  }

  Optional<MembershipStatus> standing(String userId) {
    return Optional.ofNullable(accounts.get(userId)).map(Account::standing);
  }

  @Override
  public void learn(Account account) {
    reach();
    told.incrementAndGet();
    accounts.put(account.userId(), account);
    if (account.groups() != null) {
      memberOf("discord", account.userId(), groups.keySet(), account.groups());
    }
  }

  @Override
  public void refresh(Account account) {
    reach();
    told.incrementAndGet();
    waitFor(account.userId());
    if (accounts.containsKey(account.userId())) {
      learn(account);
    }
  }

  @Override
  public Set<String> members(String platform, String group, Set<String> userIds) {
    reach();
    told.incrementAndGet();
    if (!groups.containsKey(group)) {
      return Set.of();
    }
    groups.put(
        group,
        userIds.stream().filter(accounts::containsKey).collect(Collectors.toUnmodifiableSet()));
    return userIds.stream()
        .filter(id -> !accounts.containsKey(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void memberOf(String platform, String userId, Set<String> told, Set<String> in) {
    reach();
    if (accounts.containsKey(userId)) {
      told.forEach(
          group ->
              groups.computeIfPresent(
                  group,
                  (same, before) -> {
                    Set<String> now = new TreeSet<>(before);
                    if (in.contains(group)) {
                      now.add(userId);
                    } else {
                      now.remove(userId);
                    }
                    return now;
                  }));
    }
  }

  private void waitFor(String userId) {
    CountDownLatch latch = held.get(userId);
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void reach() {
    if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new CannotCreateTransactionException("away");
    }
  }

  @Override
  public Set<String> groups(String platform) {
    return Set.copyOf(groups.keySet());
  }

  @Override
  public Set<String> holders(String platform) {
    return groups.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<String> calls(String platform, String userId) {
    return Optional.ofNullable(accounts.get(userId)).map(Account::name);
  }
}
