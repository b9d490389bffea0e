package dev.deskhand.slack.inbound;

import com.slack.api.methods.response.chat.ChatGetPermalinkResponse;
import com.slack.api.model.Attachment;
import com.slack.api.model.Field;
import com.slack.api.model.Message;
import dev.deskhand.chat.Sender;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.people.SlackUsers;
import dev.deskhand.slack.rendering.SlackText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages that people make an issue of: what they say, whose they are, and where they stand. */
public final class QuotedMessages {

  private static final Pattern MENTION = Pattern.compile("<@([UW][A-Z0-9]+)(\\|[^<>]*)?>");
  private static final int MOST_NAMES = 20;

  /** With a link and some words beside it, less than what the desk takes at once. */
  private static final int LONGEST = 9_000;

  private final SlackApi api;
  private final SlackUsers roster;
  private final Workspace workspace;
  private final Executor executor;

  public QuotedMessages(SlackApi api, SlackUsers roster, Workspace workspace, Executor executor) {
    this.api = api;
    this.roster = roster;
    this.workspace = workspace;
    this.executor = executor;
  }

  /** One message, also one within a thread; empty if there is none. */
  ApiResult<Optional<Message>> find(String channel, String ts) {
    return api.call(
            "conversations.replies",
            methods ->
                methods.conversationsReplies(
                    request ->
                        request.channel(channel).ts(ts).oldest(ts).latest(ts).inclusive(true)))
        .map(
            answer ->
                Objects.requireNonNullElse(answer.getMessages(), List.<Message>of()).stream()
                    .filter(message -> ts.equals(message.getTs()))
                    .findFirst());
  }

  /** Where those who may see a message find it. */
  ApiResult<String> permalink(String channel, String ts) {
    return api.call(
            "chat.getPermalink",
            methods -> methods.chatGetPermalink(request -> request.channel(channel).messageTs(ts)))
        .map(ChatGetPermalinkResponse::getPermalink);
  }

  /**
   * What a message says, with the names of those whom it mentions as far as they are known within
   * the time; empty if it holds no words.
   */
  String words(Message message, Duration patience) {
    String words =
        MessageWords.of(message.getText(), message.getBlocks(), message.getAttachments());
    String said = words == null || words.isBlank() ? attached(message) : words;
    return SlackText.head(SlackText.read(named(said, patience)), LONGEST);
  }

  /** Other apps put their words into attachments. */
  static String attached(Message message) {
    return Objects.requireNonNullElse(message.getAttachments(), List.<Attachment>of()).stream()
        .map(QuotedMessages::words)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String words(Attachment attachment) {
    StringJoiner words = new StringJoiner("\n");
    Stream.of(attachment.getPretext(), attachment.getTitle(), attachment.getText())
        .filter(QuotedMessages::isThere)
        .forEach(words::add);
    Objects.requireNonNullElse(attachment.getFields(), List.<Field>of()).stream()
        .map(
            field ->
                Stream.of(field.getTitle(), field.getValue())
                    .filter(QuotedMessages::isThere)
                    .collect(Collectors.joining(": ")))
        .filter(QuotedMessages::isThere)
        .forEach(words::add);
    // what it says where the rest is not shown
    String otherwise = attachment.getFallback();
    return words.length() > 0 || otherwise == null ? words.toString() : otherwise.strip();
  }

  private static boolean isThere(@Nullable String part) {
    return part != null && !part.isBlank();
  }

  private String named(String text, Duration patience) {
    Map<String, CompletableFuture<String>> names = new LinkedHashMap<>();
    Matcher mentions = MENTION.matcher(text);
    while (mentions.find() && names.size() < MOST_NAMES) {
      String label = mentions.group(2) == null ? null : mentions.group(2).substring(1);
      names.computeIfAbsent(
          mentions.group(1),
          user ->
              CompletableFuture.supplyAsync(() -> roster.sender(user, label, null).name(), executor)
                  .completeOnTimeout(
                      label == null ? user : label, patience.toMillis(), TimeUnit.MILLISECONDS));
    }
    return MENTION
        .matcher(text)
        .replaceAll(
            mention ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(names.get(mention.group(1)))
                        .map(name -> "@" + SlackText.escape(name.join()))
                        .orElseGet(mention::group)));
  }

  /** The person who wrote a message; empty for the desk's own and for other apps'. */
  Optional<String> author(Message message) {
    return Optional.ofNullable(message.getUser())
        .filter(user -> message.getBotId() == null && !"bot_message".equals(message.getSubtype()))
        .filter(user -> !isDesk(user));
  }

  /** The same as the desk knows them. */
  Optional<Sender> person(Message message) {
    return author(message).map(user -> roster.sender(user, null, null));
  }

  boolean isDesk(@Nullable String user) {
    return user != null
        && (user.equals("USLACKBOT") || workspace.user().filter(user::equals).isPresent());
  }
}
