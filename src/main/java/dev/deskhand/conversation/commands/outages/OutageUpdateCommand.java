package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.OutageCommand;
import dev.deskhand.conversation.commands.OutageReplies;
import dev.deskhand.conversation.tickets.OutageTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(290)
record OutageUpdateCommand(Outages outages, OutageReplies replies)
    implements OutageCommand<OutageUpdateCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "outage update",
              CommandGroup.OUTAGE,
              "Tells everyone concerned how bad it is now and how far the work has come",
              "outage update OUT-3 down identified a broken switch")
          .takes(
              Param.outage(),
              Param.optional(
                  "severity",
                  Kind.CHOICE,
                  "how bad it is from now on; only as the first word",
                  "degraded",
                  "down"),
              Param.optional(
                  "stage",
                  Kind.CHOICE,
                  "how far the work has come",
                  "investigating",
                  "identified",
                  "monitoring"),
              Param.required("text", Kind.TEXT, "what to tell; public, on the status page"))
          .permits(roles(AGENT))
          .seenByEveryone();

  /**
   * How an outage goes on.
   *
   * @param severity how bad it is now; null if that has not changed
   * @param stage how far the work has come; null if that has not changed
   */
  record Arguments(
      TicketKey key, Outage.@Nullable Severity severity, Outage.@Nullable Stage stage, String text)
      implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.key("key"),
        given.choice("severity", Outage.Severity.class).orElse(null),
        given.choice("stage", Outage.Stage.class).orElse(null),
        given.text("text"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Outage outage, CommandContext context) {
    return replies.published(
        OutageReplies.answer(
            outages.update(
                outage.id(), given.severity(), given.stage(), given.text(), context.actor()),
            outage.key(),
            context));
  }

  @Override
  public Map<String, String> asItStands(Ticket ticket, CommandContext context) {
    return ticket instanceof OutageTicket(Outage outage, _) && outage.open()
        ? Map.of(
            "severity", outage.severity().name().toLowerCase(Locale.ROOT),
            "stage", outage.stage().name().toLowerCase(Locale.ROOT))
        : Map.of();
  }
}
