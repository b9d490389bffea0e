package dev.deskhand.conversation.commands.desk;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.figures.SummaryCommand;
import dev.deskhand.conversation.commands.incidents.QueueCommand;
import dev.deskhand.conversation.commands.outages.StatusCommand;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.NoTicket;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.notifications.OpenHomes;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.Incidents.QueueFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How things stand for one person, put together from the answers of the commands that they may
 * give. What they may not see is left out, and no refusal is put on record: they did not ask for
 * it.
 */
@Component
public class HomeReply {

  private static final int PRIORITIES = 4;
  private static final int WEEK = 7;

  private final AllowedActions allowed;
  private final OpenHomes homes;
  private final Services services;
  private final MyCommand my;
  private final QueueCommand queue;
  private final StatusCommand status;
  private final SummaryCommand summary;

  HomeReply(
      AllowedActions allowed,
      OpenHomes homes,
      Services services,
      MyCommand my,
      QueueCommand queue,
      StatusCommand status,
      SummaryCommand summary) {
    this.allowed = allowed;
    this.homes = homes;
    this.services = services;
    this.my = my;
    this.queue = queue;
    this.status = status;
    this.summary = summary;
  }

  public List<Reply> home(Command.Home home, CommandContext context) {
    String user = context.origin().sender().userId();
    OpenHomes.Shows before = homes.shows(context.platform(), user);
    OpenHomes.Shows shows = with(home.part(), before);
    boolean works = may(QueueCommand.SPEC, context);
    boolean seesServices = may(StatusCommand.SPEC, context);
    List<Services.Service> all = works || seesServices ? services.all() : List.of();
    if (home.opened()) {
      homes.opened(context.platform(), user, context.person().id(), shows, works);
    }
    List<Reply> replies = new ArrayList<>();
    replies.add(welcome(context));
    if (may(MyCommand.SPEC, context)) {
      replies.add(own(shows.own(), context));
    }
    if (seesServices) {
      replies.addAll(status.glance(all));
    }
    if (works) {
      replies.add(narrow(shows.queue(), all));
      replies.addAll(queue(shows.queue(), context));
    }
    if (may(SummaryCommand.SPEC, context)) {
      replies.addAll(summary.outages(WEEK));
    }
    if (replies.size() == 1) {
      replies.add(new Reply.Text("You have no role at this desk. An admin can give you one."));
    }
    return replies;
  }

  private boolean may(CommandSpec command, CommandContext context) {
    return allowed.may(command, new NoTicket(), context);
  }

  private static Reply welcome(CommandContext context) {
    return new Reply.Listing(
        "Hello, " + context.person().name(),
        List.of(),
        List.of(
            Action.primary("Report an issue", "report"),
            Action.of("Ask for something", "catalog"),
            Action.of("Help", "help")));
  }

  /** Tickets may have ended since the page was looked at, and with them the page. */
  private Reply own(int page, CommandContext context) {
    Reply own = my.my(page, context).getFirst();
    if (own instanceof Reply.Text none) {
      return page > 1 ? own(1, context) : new Reply.Text(none.text());
    }
    return own;
  }

  /** What somebody pressed on it turns a page or narrows the work list. */
  private static OpenHomes.Shows with(Command.@Nullable Call<?> part, OpenHomes.Shows before) {
    if (part == null) {
      return before;
    }
    if (part.arguments() instanceof MyCommand.Arguments(int page)) {
      return new OpenHomes.Shows(page, before.queue());
    }
    return part.arguments() instanceof QueueCommand.Arguments queue
        ? new OpenHomes.Shows(
            before.own(),
            new OpenHomes.WorkList(queue.view(), queue.service(), queue.priority(), queue.page()))
        : before;
  }

  private List<Reply> queue(OpenHomes.WorkList queue, CommandContext context) {
    List<Reply> shown =
        this.queue.queue(
            new QueueCommand.Arguments(
                queue.view(), queue.service(), queue.priority(), queue.page()),
            context);
    boolean there = shown.getFirst() instanceof Reply.Listing listing && !listing.rows().isEmpty();
    boolean gone = queue.page() > 1 && !there;
    return gone
        ? queue(new OpenHomes.WorkList(queue.view(), queue.service(), queue.priority(), 1), context)
        : shown;
  }

  private Reply narrow(OpenHomes.WorkList queue, List<Services.Service> all) {
    List<Reply.Option> views =
        Arrays.stream(QueueFilter.View.values())
            .map(view -> view.name().toLowerCase(Locale.ROOT))
            .map(view -> new Reply.Option(view, "Queue: " + view))
            .toList();
    Stream<Reply.Option> named =
        all.stream().map(service -> new Reply.Option(service.name(), service.name()));
    Stream<Reply.Option> priorities =
        IntStream.rangeClosed(1, PRIORITIES)
            .mapToObj(priority -> new Reply.Option("p" + priority, "P" + priority));
    return new Reply.Form(
        "home-queue",
        "Queue",
        QueueCommand.SPEC.words(),
        "",
        List.of(
            choice("view", "Which part", views, queue.view().name().toLowerCase(Locale.ROOT)),
            choice("service", "Service", orAll("All services", named), queue.service()),
            choice(
                "priority",
                "Priority",
                orAll("All priorities", priorities),
                queue.priority() == null ? null : "p" + queue.priority())),
        "Show");
  }

  private static List<Reply.Option> orAll(String label, Stream<Reply.Option> options) {
    return Stream.concat(Stream.of(new Reply.Option("", label)), options).toList();
  }

  private static Reply.Input choice(
      String name, String label, List<Reply.Option> options, @Nullable String value) {
    return new Reply.Input(
        name,
        label,
        Reply.InputKind.CHOICE,
        options.stream().noneMatch(option -> option.value().isEmpty()),
        "",
        options,
        value == null ? "" : value);
  }
}
