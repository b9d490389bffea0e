package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.PostingChecks;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.notifications.Channels;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(410)
record ChannelCommand(Channels channels, PostingChecks checks)
    implements TicketlessCommand<ChannelCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "channel",
              CommandGroup.MANAGE,
              "Says in which channels the desk posts incidents and outages",
              "channel add triage slack:C0123")
          .takes(
              Param.required("change", Kind.CHOICE, "what to do", "list", "add", "remove"),
              Param.optional("purpose", Kind.CHOICE, "which posts", "triage", "status"),
              Param.optional(
                  "channel", Kind.CHANNEL, "the channel; without it, the one where you say it"))
          .permits(roles(ADMIN));

  /** What to do with the desk's channels. */
  enum Change {
    LIST,
    ADD,
    REMOVE
  }

  /**
   * Which channels the desk is to post to.
   *
   * @param change what to do
   * @param purpose which posts, for {@code add} and {@code remove}
   * @param channel {@code slack:C012}; null for the channel where it is said
   */
  record Arguments(Change change, Channels.@Nullable Purpose purpose, @Nullable String channel) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public boolean needs(Param param, ParsedArguments given) {
    return param.required()
        || (param.name().equals("purpose") && given.has("change") && !given.is("change", "list"));
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.choice("change", Change.class).orElseThrow(),
        given.choice("purpose", Channels.Purpose.class).orElse(null),
        given.textOrNull("channel"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    if (given.change() == Change.LIST) {
      return Replies.one(
          new Reply.Text(
              "Incidents and requests are posted to: "
                  + words(Channels.Purpose.TRIAGE)
                  + "\nOutages are posted to: "
                  + words(Channels.Purpose.STATUS)));
    }
    Channels.Purpose purpose = given.purpose();
    if (purpose == null) {
      return Replies.no("Say for what: triage or status, such as: channel add triage slack:C0123");
    }
    Optional<Address.Channel> channel = NamedChannel.address(given.channel(), context);
    if (channel.isEmpty()) {
      return NamedChannel.unknown();
    }
    Address.Channel address = channel.get();
    String name = address.conversation();
    return switch (given.change()) {
      case ADD ->
          channels.add(purpose, address, context.actor())
              ? Replies.one(
                  new Reply.Text(name + " now gets these posts." + checks.warnings(address)))
              : Replies.no(name + " gets these posts already.");
      case REMOVE ->
          channels.remove(purpose, address, context.actor())
              ? Replies.one(new Reply.Text(name + " no longer gets these posts."))
              : Replies.no(name + " does not get these posts.");
      case LIST -> List.of();
    };
  }

  private String words(Channels.Purpose purpose) {
    List<String> names = channels.of(purpose).stream().map(Address::conversation).toList();
    return names.isEmpty() ? "nowhere" : String.join(", ", names);
  }
}
