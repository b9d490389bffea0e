package dev.deskhand.slack.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.model.User;
import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Sender;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who people are, as Slack says it. It is asked about somebody once an hour at most, while they
 * wait only if the desk has never met them; what it says is handed over to the desk.
 */
public final class SlackUsers {

  private static final int MOST = 10_000;
  private static final Duration FRESH = Duration.ofHours(1);

  private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@([UW][A-Z0-9]{5,})\\b");
  private static final String SLACKBOT = "USLACKBOT";

  private final Accounts accounts;
  private final Workspace workspace;
  private final Executor background;
  private final UserLookupQueue lookUps;
  private final Cache<String, Entry> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

  public SlackUsers(
      SlackApi api, Accounts accounts, Workspace workspace, Executor background, Clock clock) {
    this.accounts = accounts;
    this.workspace = workspace;
    this.background = background;
    this.lookUps = new UserLookupQueue(api, workspace, this::said, background, clock);
  }

  /** What Slack said about somebody. */
  private record Entry(String name, MembershipStatus standing, boolean bot) {}

  /**
   * Somebody who says something.
   *
   * @param inPayload what the payload calls them, if Slack says nothing better in time
   * @param team the workspace that the payload says they are of, if it says
   */
  public Sender sender(String user, @Nullable String inPayload, @Nullable String team) {
    Optional<Entry> entry = heard(user);
    boolean foreign = team != null && !workspace.isOurs(team);
    if (entry.isEmpty()) {
      Optional<String> met = met(user);
      if (met.isPresent()) {
        var _ = ask(user, CallPriority.WHENEVER);
        return sender(
            user, met.get(), foreign ? MembershipStatus.STRANGER : MembershipStatus.UNKNOWN);
      }
      entry = asked(user);
    }
    String otherwise = inPayload == null || inPayload.isBlank() ? user : inPayload;
    return entry
        .map(said -> sender(user, said.name(), said.standing()))
        .orElseGet(
            () ->
                sender(
                    user,
                    otherwise,
                    foreign ? MembershipStatus.STRANGER : MembershipStatus.UNKNOWN));
  }

  /** What the desk calls them; a database that is away does not keep them waiting. */
  private Optional<String> met(String user) {
    return Deadlines.within(
            CompletableFuture.supplyAsync(
                () -> accounts.calls(SlackPlatform.NAME, user), background),
            Deadlines.PERSON)
        .flatMap(Function.identity());
  }

  /** Where many are to be asked about, nobody waits: what Slack sends along has to do. */
  private Optional<Entry> asked(String user) {
    boolean soon = lookUps.isSoon();
    CompletableFuture<Entry> answer = ask(user, CallPriority.SOON);
    return soon ? Deadlines.within(answer, Deadlines.PERSON) : done(answer);
  }

  /** Whether Slack has said that this is a bot. */
  public boolean isBot(String user) {
    return user.equals(SLACKBOT)
        || workspace.user().filter(user::equals).isPresent()
        || done(ask(user, CallPriority.WHENEVER)).filter(Entry::bot).isPresent();
  }

  /**
   * The people whom these words name, as far as Slack knows them: at most ten, no bots, and not
   * their author.
   */
  public List<Sender> mentioned(String author, String words) {
    List<String> users =
        MENTION
            .matcher(words)
            .results()
            .map(found -> found.group(1))
            .filter(user -> !user.equals(author))
            .distinct()
            .limit(Origin.MENTIONED)
            .toList();
    Duration patience = lookUps.isSoon() ? Deadlines.PERSON : Duration.ZERO;
    List<Sender> people = new ArrayList<>();
    Map<String, CompletableFuture<Entry>> asked = new LinkedHashMap<>();
    for (String user : users) {
      met(user)
          .ifPresentOrElse(
              name -> people.add(sender(user, name, MembershipStatus.UNKNOWN)),
              () -> asked.put(user, ask(user, CallPriority.SOON)));
    }
    CompletableFuture<?> all =
        CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new));
    var _ = Deadlines.within(all.handle((nothing, failure) -> true), patience);
    asked.forEach(
        (user, answer) ->
            done(answer)
                .filter(entry -> !entry.bot())
                .ifPresent(entry -> people.add(sender(user, entry.name(), entry.standing()))));
    return people;
  }

  /** Takes in what Slack says about somebody of its own accord. */
  public void changed(User user) {
    if (user.getId() == null || user.isBot()) {
      return;
    }
    known.asMap().computeIfPresent(user.getId(), (id, before) -> entry(user));
    accounts.refresh(account(user));
  }

  /** Looks somebody up and has the desk know them; false if Slack does not say, or for a bot. */
  boolean introduce(String user) {
    return Deadlines.within(ask(user, CallPriority.WHENEVER), Duration.ofSeconds(10))
        .filter(entry -> !entry.bot())
        .isPresent();
  }

  /** Whether all who were asked about are known. */
  public boolean isSettled() {
    return lookUps.isIdle();
  }

  /** Forgets what Slack said. */
  public void forget() {
    known.invalidateAll();
  }

  /** What Slack has said already. */
  private Optional<Entry> heard(String user) {
    return Optional.ofNullable(known.getIfPresent(user));
  }

  private CompletableFuture<Entry> ask(String user, CallPriority urgency) {
    return heard(user)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> lookUps.ask(user, urgency).thenApply(this::entry));
  }

  private void said(User user) {
    Entry entry = entry(user);
    if (!entry.bot()) {
      accounts.learn(account(user));
    }
    known.put(user.getId(), entry);
  }

  private Entry entry(User user) {
    return new Entry(nameOf(user), standing(user), user.isBot() || SLACKBOT.equals(user.getId()));
  }

  private Account account(User user) {
    User.Profile profile = user.getProfile();
    return new Account(
        SlackPlatform.NAME,
        user.getId(),
        nameOf(user),
        profile == null ? null : profile.getEmail(),
        zone(user.getTz()),
        standing(user),
        null);
  }

  private static String nameOf(User user) {
    String real = user.getRealName();
    return real == null || real.isBlank() ? String.valueOf(user.getName()) : real;
  }

  private MembershipStatus standing(User user) {
    if (user.isDeleted()) {
      return MembershipStatus.GONE;
    }
    if (user.isStranger() || !isOurs(user)) {
      return MembershipStatus.STRANGER;
    }
    return user.isRestricted() || user.isUltraRestricted()
        ? MembershipStatus.GUEST
        : MembershipStatus.MEMBER;
  }

  /** In an organisation of several workspaces, a person of another one may be of this one too. */
  private boolean isOurs(User user) {
    String team = user.getTeamId();
    User.EnterpriseUser enterprise = user.getEnterpriseUser();
    return team == null
        || workspace.isOurs(team)
        || (enterprise != null
            && enterprise.getTeams() != null
            && enterprise.getTeams().stream().anyMatch(workspace::isOurs));
  }

  private static @Nullable ZoneId zone(@Nullable String named) {
    try {
      return named == null || named.isBlank() ? null : ZoneId.of(named);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Sender sender(String user, String name, MembershipStatus standing) {
    return new Sender(SlackPlatform.NAME, user, name, standing);
  }

  private static <T> Optional<T> done(CompletableFuture<T> asked) {
    return asked.isDone() ? Deadlines.within(asked, Duration.ZERO) : Optional.empty();
  }
}
