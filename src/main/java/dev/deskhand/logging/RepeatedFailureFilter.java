package dev.deskhand.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Holds what libraries, and the desk around them, log of failures that repeat down to one line for
 * each kind and minute. A database that is away fails in many places at once, and all of them are
 * one kind, which needs no trace. What nobody foresaw keeps its trace the first time and its line,
 * with the number that a person was told, each time.
 */
public final class RepeatedFailureFilter extends TurboFilter {

  /** Connections, shutdown, resources and servers that take no changes. */
  private static final Pattern UNAVAILABLE = Pattern.compile("08...|57...|53...|58...|25006");

  private static final String OURS = "dev.deskhand";

  private static final int MOST_CAUSES = 100;
  private static final int LONGEST = 300;

  private final OncePerMinute kinds;
  private final ThreadLocal<Boolean> speaking = ThreadLocal.withInitial(() -> false);

  RepeatedFailureFilter(Clock clock) {
    this.kinds = new OncePerMinute(clock);
  }

  /** Puts it before everything that is logged from now on. */
  public static void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.addTurboFilter(new RepeatedFailureFilter(Clock.systemUTC()));
    }
  }

  private enum Kind {
    DATABASE_AWAY,
    INPUT_OUTPUT,
    LIBRARY_COMPLAINT,
    UNFORESEEN
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable throwable) {
    if (format == null
        || speaking.get()
        || !level.isGreaterOrEqual(Level.WARN)
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    Throwable thrown = throwable == null ? last(parameters) : throwable;
    if (thrown == null && logger.getName().startsWith(OURS)) {
      // what the desk says in words of its own says RepeatedFailures, where it may repeat
      return FilterReply.NEUTRAL;
    }
    Kind kind = kind(thrown);
    Optional<Long> unsaid = kinds.admit(name(kind, logger, format, thrown));
    return switch (kind) {
      case LIBRARY_COMPLAINT -> unsaid.isPresent() ? FilterReply.NEUTRAL : FilterReply.DENY;
      case DATABASE_AWAY, INPUT_OUTPUT -> {
        unsaid.ifPresent(
            count ->
                say(logger, level, line(format, parameters, thrown) + OncePerMinute.words(count)));
        yield FilterReply.DENY;
      }
      case UNFORESEEN -> {
        if (unsaid.isEmpty()) {
          say(logger, level, line(format, parameters, thrown));
          yield FilterReply.DENY;
        }
        yield FilterReply.NEUTRAL;
      }
    };
  }

  private static @Nullable Throwable last(Object @Nullable [] parameters) {
    return parameters != null
            && parameters.length > 0
            && parameters[parameters.length - 1] instanceof Throwable thrown
        ? thrown
        : null;
  }

  private static Kind kind(@Nullable Throwable thrown) {
    if (thrown == null) {
      return Kind.LIBRARY_COMPLAINT;
    }
    Kind found = Kind.UNFORESEEN;
    for (Throwable cause : causes(thrown)) {
      if (cause instanceof SQLException sql && isUnavailable(sql)) {
        return Kind.DATABASE_AWAY;
      }
      if (cause instanceof IOException) {
        found = Kind.INPUT_OUTPUT;
      }
    }
    return found;
  }

  private static boolean isUnavailable(SQLException sql) {
    String state = sql.getSQLState();
    if (state != null) {
      return UNAVAILABLE.matcher(state).matches();
    }
    // the pool's own: it has none to give, or took this one back since it broke
    return sql instanceof SQLTransientException
        || "Connection is closed".equals(sql.getMessage())
        // whoever waited for one is stopped with the desk
        || sql.getCause() instanceof InterruptedException;
  }

  /** With those that were put aside for another, as at a rollback that failed too. */
  private static Set<Throwable> causes(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    gather(thrown, seen);
    return seen;
  }

  private static void gather(@Nullable Throwable thrown, Set<Throwable> seen) {
    // a chain may end in a circle
    if (thrown != null && seen.size() < MOST_CAUSES && seen.add(thrown)) {
      gather(thrown.getCause(), seen);
      for (Throwable aside : thrown.getSuppressed()) {
        gather(aside, seen);
      }
    }
  }

  private static String name(Kind kind, Logger logger, String format, @Nullable Throwable thrown) {
    return switch (kind) {
      case DATABASE_AWAY -> kind.name();
      case INPUT_OUTPUT, LIBRARY_COMPLAINT -> logger.getName() + " " + format;
      case UNFORESEEN -> {
        Throwable root = root(thrown);
        yield "%s %s %s %s"
            .formatted(
                logger.getName(),
                format,
                root == null ? "" : root.getClass().getName(),
                root == null
                    ? ""
                    : Arrays.stream(root.getStackTrace())
                        .findFirst()
                        .map(Object::toString)
                        .orElse(""));
      }
    };
  }

  private static @Nullable Throwable root(@Nullable Throwable thrown) {
    Throwable root = null;
    int depth = 0;
    for (Throwable at = thrown; at != null && depth < MOST_CAUSES; at = at.getCause()) {
      root = at;
      depth++;
    }
    return root;
  }

  private static String line(
      String format, Object @Nullable [] parameters, @Nullable Throwable thrown) {
    String said =
        String.valueOf(MessageFormatter.arrayFormat(format, parameters).getMessage())
            .replaceAll("\\s+", " ");
    Throwable root = root(thrown);
    return root == null
        ? said
        : "%s (%s: %s)"
            .formatted(
                said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said,
                root.getClass().getSimpleName(),
                String.valueOf(root.getMessage()).lines().findFirst().orElse(""));
  }

  private void say(Logger logger, Level level, String line) {
    speaking.set(true);
    try {
      if (level.equals(Level.ERROR)) {
        logger.error("{}", line);
      } else {
        logger.warn("{}", line);
      }
    } finally {
      speaking.remove();
    }
  }
}
