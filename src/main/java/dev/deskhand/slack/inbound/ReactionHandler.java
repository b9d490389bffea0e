package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.Message;
import com.slack.api.model.event.ReactionAddedEvent;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.MessageReport;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.LogOnce;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackError;
import dev.deskhand.slack.delivery.DeliveryOutcomes;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.NestedRuntimeException;

/** A message becomes an incident by a reaction to it, once however many react. */
public final class ReactionHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final QuotedMessages quotes;
  private final SlackApi api;
  private final Set<String> wanted;
  private final LogOnce unread = new LogOnce();

  public ReactionHandler(
      DeskClient desk,
      UtteranceMapper translation,
      QuotedMessages quotes,
      SlackApi api,
      Set<String> wanted) {
    this.desk = desk;
    this.translation = translation;
    this.quotes = quotes;
    this.api = api;
    this.wanted = Set.copyOf(wanted);
  }

  /** Slack did not say what has to be known; {@link SlackApp} has it deliver the event again. */
  private static final class NotNow extends NestedRuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow(String reason) {
      super(reason);
    }
  }

  public Response added(EventsApiPayload<ReactionAddedEvent> payload, EventContext context) {
    ReactionAddedEvent reaction = payload.getEvent();
    if (isMeant(reaction)) {
      report(reaction);
    }
    return context.ack();
  }

  private boolean isMeant(ReactionAddedEvent reaction) {
    return reaction.getReaction() != null
        && wanted.contains(reaction.getReaction().replaceFirst("::.*", ""))
        && reaction.getUser() != null
        && !quotes.isDesk(reaction.getUser())
        && !quotes.isDesk(reaction.getItemUser())
        && reaction.getItem() != null
        && "message".equals(reaction.getItem().getType())
        && reaction.getItem().getChannel() != null
        && reaction.getItem().getTs() != null;
  }

  private void report(ReactionAddedEvent reaction) {
    String channel = reaction.getItem().getChannel();
    String ts = reaction.getItem().getTs();
    Optional<Message> found = known(quotes.find(channel, ts)).flatMap(message -> message);
    if (found.isEmpty() || quotes.isDesk(found.get().getUser()) || isBot(reaction.getUser())) {
      return;
    }
    Message message = found.get();
    MessageReport report =
        new MessageReport(
            channel + ":" + ts,
            quotes.words(message, Deadlines.NAMES),
            known(quotes.permalink(channel, ts)),
            quotes.person(message),
            WrittenMessage.of(channel, message).files());
    desk.tell(translation.reaction(reaction, report));
  }

  private boolean isBot(String user) {
    return known(
            api.call("users.info", methods -> methods.usersInfo(request -> request.user(user))))
        .map(UsersInfoResponse::getUser)
        .map(account -> account.isBot())
        .orElse(false);
  }

  /** Empty for what Slack will not say. */
  private <T> Optional<T> known(ApiResult<T> result) {
    return switch (result) {
      case ApiResult.Done<T>(T answer) -> Optional.of(answer);
      case ApiResult.Busy<T> busy -> throw new NotNow(busy.trouble());
      case ApiResult.Unclear<T> unclear -> throw new NotNow(unclear.trouble());
      case ApiResult.Refused<T> refused -> {
        if (DeliveryOutcomes.leadsTo(SlackError.Remedy.HOLD, refused)
            || DeliveryOutcomes.leadsTo(SlackError.Remedy.WAIT_FOR_ADMIN, refused)) {
          throw new NotNow(refused.trouble());
        }
        unread.tell(refused.trouble(), "A message that somebody reacted to cannot be read: {}");
        yield Optional.empty();
      }
    };
  }
}
