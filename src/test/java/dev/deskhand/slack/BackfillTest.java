package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import dev.deskhand.platform.Backfill;
import dev.deskhand.platform.Backfill.Outcome;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.backfill.SlackHistory;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.HistoryClient;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.MessageEventMapper;
import dev.deskhand.slack.inbound.UtteranceMapper;
import dev.deskhand.slack.people.SlackUsers;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.Spoken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is read again after a downtime, and what of it first. */
class BackfillTest {

  private static final String CHANNEL = "C0MANY";

  private final SettableClock clock = new SettableClock();
  private final SlackStandIn slack = SlackStandIn.start(clock);
  private final Wired wired = new Wired(slack, clock);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Place> open = new ArrayList<>();
  private final List<Place> spoken = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    wired.close();
    slack.close();
  }

  /** A desk that was away for a minute. */
  private Backfill away() {
    NothingHeard heard =
        new NothingHeard() {
          @Override
          public List<Heard> latest(String platform, Instant since, int atMost) {
            return spoken.stream()
                .map(place -> new Heard(place, new MessageRef(place.channel(), "0")))
                .limit(atMost)
                .toList();
          }

          @Override
          public Optional<Instant> listenedUntil(String platform) {
            return Optional.of(clock.instant().minusSeconds(60));
          }
        };
    OpenTicketThreads talks =
        new OpenTicketThreads() {
          @Override
          public List<Place> open(String platform, int atMost) {
            return open.stream().limit(atMost).toList();
          }

          @Override
          public List<String> taken(Place place, String after) {
            return place.equals(thread(1)) ? List.of(root(3)) : List.of();
          }
        };
    Conversation nobody =
        new Conversation() {
          @Override
          public Command read(Utterance utterance) {
            return Spoken.PARSER.parse(utterance);
          }

          @Override
          public List<Reply> handle(Origin origin, Command command) {
            throw new AssertionError("nobody said anything");
          }
        };
    Executor executor = Thread::startVirtualThread;
    Workspace workspace = new Workspace(wired.api, wired.health, executor);
    SlackUsers roster =
        new SlackUsers(wired.api, new NobodyKnown(), workspace, executor, Clock.systemUTC());
    DirectChannels directory = new DirectChannels(wired.api, heard);
    DeskClient desk = new DeskClient(nobody);
    MessageEventMapper talk =
        new MessageEventMapper(
            desk, new UtteranceMapper(directory, roster, workspace, clock), workspace);
    return new Backfill(
        new SlackHistory(new HistoryClient(wired.api), talk, desk, workspace, executor, clock),
        heard,
        talks,
        meters,
        executor,
        clock);
  }

  @Test
  void ofManyThreadsAndConversationsTheLatestAreReadInOrderAndTheOthersAreCounted() {
    slack.channel(CHANNEL, "many");
    IntStream.range(0, 700).forEach(n -> open.add(thread(n)));
    IntStream.range(0, 210)
        .forEach(n -> spoken.add(new Place(SlackPlatform.NAME, "D0" + n, null, true)));

    assertThat(away().begin().join()).isEqualTo(Outcome.WHOLE);

    assertThat(slack.calls("conversations.replies"))
        .extracting(call -> call.param("ts"))
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(BackfillTest::root).toList());
    assertThat(slack.calls("conversations.history"))
        .extracting(call -> call.param("channel"))
        .containsExactlyElementsOf(spoken.stream().limit(200).map(Place::channel).toList());
    assertThat(meters.get("deskhand.slack.caught.up").tag("outcome", "left out").counter().count())
        .isEqualTo(210);
  }

  @Test
  void aPlaceIsReadOnceThoughATicketIsOpenThereAndTheDeskWasSpokenTo() {
    slack.channel(CHANNEL, "many");
    open.add(thread(1));
    spoken.add(thread(1));
    spoken.add(thread(2));

    assertThat(away().begin().join()).isEqualTo(Outcome.WHOLE);

    assertThat(slack.calls("conversations.replies"))
        .extracting(call -> call.param("ts"))
        .containsExactly(root(1), root(2));
    assertThat(slack.calls("conversations.replies"))
        .as("ten minutes before the desk was away, and a day more where something can be edited")
        .extracting(call -> call.param("oldest"))
        .containsExactly(before(60 + 600 + 86_400), before(60 + 600));
  }

  @Test
  void nothingIsAskedOfASlackThatDoesNotSayWhoTheDeskIs() {
    open.add(thread(1));
    slack.faults().next("auth.test", 1, Fault.status(503));

    assertThat(away().begin().join()).isEqualTo(Outcome.UNREADY);

    assertThat(slack.calls()).extracting(SlackCall::method).containsOnly("auth.test");
  }

  private static final class NobodyKnown implements Accounts {
    @Override
    public void learn(Account account) {}

    @Override
    public void refresh(Account account) {}

    @Override
    public Set<String> members(String platform, String group, Set<String> userIds) {
      return Set.of();
    }

    @Override
    public void memberOf(String platform, String userId, Set<String> groups, Set<String> in) {}

    @Override
    public Set<String> groups(String platform) {
      return Set.of();
    }

    @Override
    public Set<String> holders(String platform) {
      return Set.of();
    }

    @Override
    public Optional<String> calls(String platform, String userId) {
      return Optional.empty();
    }
  }

  private static Place thread(int n) {
    return new Place(SlackPlatform.NAME, CHANNEL, root(n), false);
  }

  private static String before(long seconds) {
    return SettableClock.START.minusSeconds(seconds).getEpochSecond() + ".000000";
  }

  private static String root(int n) {
    return "1772400000.%06d".formatted(n);
  }
}
