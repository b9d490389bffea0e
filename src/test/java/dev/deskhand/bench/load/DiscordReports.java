package dev.deskhand.bench.load;

import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.RecordedRequest;
import dev.deskhand.discord.standin.StandInChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * People who use {@code /desk report} on a Discord of their own, which takes its time for every
 * request of the desk. When something reaches Discord is what counts, not when it was answered.
 */
public final class DiscordReports implements AutoCloseable {

  private static final Pattern DEVICE = Pattern.compile("D\\d{6}Q");
  private static final int REPLY = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DiscordStandIn discord = DiscordStandIn.start();
  private final StandInChannel triage;
  private final List<DiscordPerson> people;
  private final AtomicInteger devices = new AtomicInteger();
  private final AtomicInteger lines = new AtomicInteger();

  /** By the id of what somebody did, when its answer came. */
  private final Map<String, CompletableFuture<Long>> answers = new ConcurrentHashMap<>();

  /** By the device that was reported, when its card came. */
  private final Map<String, CompletableFuture<Long>> cards = new ConcurrentHashMap<>();

  public DiscordReports(int people) {
    triage = discord.guild().textChannel("triage");
    this.people =
        IntStream.range(0, people)
            .mapToObj(n -> discord.member(Integer.toString(1_000 + n), "Person " + n))
            .toList();
  }

  /** The settings with which a desk is on this Discord. */
  public Map<String, String> settings() {
    return Map.of(
        "DISCORD_TOKEN",
        discord.token(),
        "DISCORD_API_URL",
        discord.restUrl(),
        "DISCORD_GATEWAY_URL",
        discord.gatewayUrl(),
        "DISCORD_GUILD_ID",
        discord.guild().id(),
        "DESKHAND_TRIAGE_CHANNELS",
        "discord:" + triage.id());
  }

  /** Waits until the desk can be spoken to; from then on every request takes so long. */
  public void answeringAfter(Duration delay) {
    discord.awaitCommand("desk");
    discord
        .faults()
        .next(
            Integer.MAX_VALUE,
            request -> {
              arrived(request, System.nanoTime());
              return true;
            },
            new Fault.Delayed(delay));
  }

  private void arrived(RecordedRequest request, long at) {
    String[] path = request.path().split("/", -1);
    if (path.length > 2
        && path[1].equals("interactions")
        && request.body().path("type").asInt(0) == REPLY) {
      at(answers, path[2]).complete(at);
    } else if (path.length > 3 && path[1].equals("webhooks")) {
      // what is told after the first answer, by a token that holds the id
      at(answers, path[3].split("-", -1)[1]).complete(at);
    } else if (request.isTo("POST", "/channels/" + triage.id() + "/messages")) {
      Matcher device = DEVICE.matcher(request.body().toString());
      if (device.find()) {
        at(cards, device.group()).complete(at);
      }
    }
  }

  private static CompletableFuture<Long> at(
      Map<String, CompletableFuture<Long>> arrivals, String key) {
    return arrivals.computeIfAbsent(key, first -> new CompletableFuture<>());
  }

  /**
   * Each line is a person who reports something, and again once it is announced.
   *
   * @param told is given how long it was until the answer came
   * @param announced is given how long it was until the card came
   */
  public Load.Lines lines(Latencies told, Latencies announced) {
    return () -> {
      DiscordPerson person = people.get(lines.getAndIncrement() % people.size());
      return new Load.Line() {
        @Override
        public void once(int number) throws Exception {
          report(person, told, announced);
        }

        @Override
        public void close() {
          // people stay
        }
      };
    };
  }

  private void report(DiscordPerson person, Latencies told, Latencies announced) throws Exception {
    String device = String.format(Locale.ROOT, "D%06dQ", devices.incrementAndGet());
    long begun = System.nanoTime();
    DiscordInteraction report =
        person.slash("desk", "report", Map.of("text", "device " + device + " does not start"));
    told.record(await(answers, report.id()) - begun);
    announced.record(await(cards, device) - begun);
  }

  private static long await(Map<String, CompletableFuture<Long>> arrivals, String key)
      throws Exception {
    long at = at(arrivals, key).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    arrivals.remove(key);
    return at;
  }

  @Override
  public void close() {
    discord.close();
  }
}
