package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A platform that does as it is told, and tells what it was given. */
final class ScriptedPlatform implements ChatPlatform {

  private final String name;
  private final AtomicInteger posted = new AtomicInteger();
  private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
  private final Queue<Function<Outbound, Delivery>> script = new ArrayDeque<>();
  private volatile Function<Outbound, Delivery> otherwise = this::accept;

  final List<Outbound> attempts = new CopyOnWriteArrayList<>();
  final List<Outbound> delivered = new CopyOnWriteArrayList<>();
  final List<String> broken = new CopyOnWriteArrayList<>();

  ScriptedPlatform(String name) {
    this.name = name;
  }

  /** What to do with the next message. */
  synchronized ScriptedPlatform next(Function<Outbound, Delivery> answer) {
    script.add(answer);
    return this;
  }

  /** What to do with all messages for which nothing else is said. */
  ScriptedPlatform always(Function<Outbound, Delivery> answer) {
    otherwise = answer;
    return this;
  }

  Delivery accept(Outbound message) {
    delivered.add(message);
    if (message.edits() != null) {
      return new Delivery.Delivered(message.edits());
    }
    return new Delivery.Delivered(
        new MessageRef(channel(message.to()), "m" + posted.incrementAndGet()));
  }

  List<String> texts() {
    return delivered.stream().map(message -> message.reply().plainText()).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Delivery deliver(Outbound message) {
    attempts.add(message);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      broken.add("called within a transaction");
    }
    AtomicInteger at =
        busy.computeIfAbsent(message.to().conversation(), conversation -> new AtomicInteger());
    if (at.incrementAndGet() > 1) {
      broken.add("two at once in " + message.to().conversation());
    }
    try {
      return answer().apply(message);
    } finally {
      at.decrementAndGet();
    }
  }

  private synchronized Function<Outbound, Delivery> answer() {
    Function<Outbound, Delivery> next = script.poll();
    return next == null ? otherwise : next;
  }

  private static String channel(Address to) {
    return switch (to) {
      case Address.Person person -> "D" + person.userId();
      case Address.Channel channel -> channel.channel();
      case Address.Thread thread -> thread.channel();
    };
  }
}
