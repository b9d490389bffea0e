package dev.deskhand.discord.rendering;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import org.jspecify.annotations.Nullable;

/** Mentions in what people write, and what else Discord shows by a name and sends as a number. */
public final class Mentions {

  private static final Pattern PERSON = Pattern.compile("<@!?([0-9]{1,20})>");
  private static final Pattern CHANNEL = Pattern.compile("<#([0-9]{1,20})>");
  private static final Pattern ROLE = Pattern.compile("<@&([0-9]{1,20})>");
  private static final Pattern EMOJI = Pattern.compile("<a?:([A-Za-z0-9_]{1,32}):[0-9]{1,20}>");
  private static final Pattern COMMAND = Pattern.compile("</([^<>:]{1,100}):[0-9]{1,20}>");
  private static final Pattern TIME = Pattern.compile("<t:(-?[0-9]{1,11})(?::[A-Za-z])?>");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern LEADING =
      Pattern.compile("^\\s*<@(?<kind>[!&]?)(?<id>[0-9]{1,20})>[\\s,:]*");

  private Mentions() {}

  /**
   * What somebody wrote, in plain text, with mentions of people as the contract has them:
   * {@code @123}. Channels that the author cannot see stay numbers, as Discord shows them to the
   * author.
   *
   * @param guild where it was written; null if it was in direct messages
   */
  public static String written(String text, @Nullable Guild guild, @Nullable Member author) {
    return guild == null || author == null ? plain(text) : plain(named(text, guild, author));
  }

  private static String named(String text, Guild guild, Member author) {
    String withRoles = replaced(ROLE, text, id -> role(guild, id));
    return replaced(CHANNEL, withRoles, id -> channel(guild, id, author));
  }

  private static Optional<String> role(Guild guild, String id) {
    // a name in digits would be the mention of a person
    return Optional.ofNullable(guild.getRoleById(id))
        .map(role -> "@" + role.getName())
        .filter(name -> !name.matches("@[0-9]+.*"));
  }

  private static Optional<String> channel(Guild guild, String id, Member author) {
    return Optional.ofNullable(guild.getGuildChannelById(id))
        .filter(channel -> author.hasPermission(channel, Permission.VIEW_CHANNEL))
        .map(channel -> "#" + channel.getName());
  }

  private static String plain(String text) {
    String people = PERSON.matcher(text).replaceAll("@$1");
    String emoji = EMOJI.matcher(people).replaceAll(":$1:");
    String commands = COMMAND.matcher(emoji).replaceAll("/$1");
    return replaced(
        TIME,
        commands,
        seconds -> Optional.of(UTC.format(Instant.ofEpochSecond(Long.parseLong(seconds)))));
  }

  /** With what stands for each number; those for which nothing does stay. */
  private static String replaced(
      Pattern numbered, String text, Function<String, Optional<String>> words) {
    return numbered
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(words.apply(found.group(1)).orElseGet(found::group)));
  }

  /**
   * What is said to the desk in a text that mentions it: what stands behind the mention that it
   * begins with, or all of it if it is mentioned elsewhere. Empty if it is not mentioned.
   *
   * @param role the id of the role that Discord made for the desk, or "" if it has none
   */
  public static Optional<String> saidTo(String text, String user, String role) {
    Matcher leading = LEADING.matcher(text);
    if (leading.find()
        && leading.group("id").equals(leading.group("kind").equals("&") ? role : user)) {
      return Optional.of(text.substring(leading.end()));
    }
    boolean mentioned =
        text.contains("<@" + user + ">")
            || text.contains("<@!" + user + ">")
            || (!role.isEmpty() && text.contains("<@&" + role + ">"));
    return mentioned ? Optional.of(text) : Optional.empty();
  }
}
