package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.Command;
import dev.deskhand.language.Command.QueueView;
import dev.deskhand.language.CommandName;
import dev.deskhand.notifications.OpenHomes;
import dev.deskhand.status.Services;
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
public class HomeCommand {

  private static final int PRIORITIES = 4;
  private static final int WEEK = 7;

  private final AllowedActions allowed;
  private final OpenHomes homes;
  private final Services services;
  private final ListCommands lists;
  private final IncidentCommands incidents;
  private final OutageCommands outages;
  private final ReportingCommands figures;

  HomeCommand(
      AllowedActions allowed,
      OpenHomes homes,
      Services services,
      ListCommands lists,
      IncidentCommands incidents,
      OutageCommands outages,
      ReportingCommands figures) {
    this.allowed = allowed;
    this.homes = homes;
    this.services = services;
    this.lists = lists;
    this.incidents = incidents;
    this.outages = outages;
    this.figures = figures;
  }

  public List<Reply> home(Command.Home home, CommandContext asked) {
    String user = asked.origin().sender().userId();
    OpenHomes.Shows before = homes.shows(asked.platform(), user);
    OpenHomes.Shows shows =
        new OpenHomes.Shows(
            home.own() == null ? before.own() : home.own(),
            home.queue() == null ? before.queue() : home.queue());
    boolean works = may(CommandName.QUEUE, asked);
    boolean seesServices = may(CommandName.STATUS, asked);
    List<Services.Service> all = works || seesServices ? services.all() : List.of();
    if (home.opened()) {
      homes.opened(asked.platform(), user, asked.person().id(), shows, works);
    }
    List<Reply> replies = new ArrayList<>();
    replies.add(welcome(asked));
    if (may(CommandName.MY, asked)) {
      replies.add(own(shows.own(), asked));
    }
    if (seesServices) {
      replies.addAll(outages.glance(all));
    }
    if (works) {
      replies.add(narrow(shows.queue(), all));
      replies.addAll(queue(shows.queue(), asked));
    }
    if (may(CommandName.SUMMARY, asked)) {
      replies.addAll(figures.outages(WEEK));
    }
    if (replies.size() == 1) {
      replies.add(new Reply.Text("You have no role at this desk. An admin can give you one."));
    }
    return replies;
  }

  private boolean may(CommandName command, CommandContext asked) {
    return allowed.may(command, new AnyTicket.None(), asked);
  }

  private static Reply welcome(CommandContext asked) {
    return new Reply.Listing(
        "Hello, " + asked.person().name(),
        List.of(),
        List.of(
            Action.primary("Report an issue", "report"),
            Action.of("Ask for something", "catalog"),
            Action.of("Help", "help")));
  }

  /** Tickets may have ended since the page was looked at, and with them the page. */
  private Reply own(int page, CommandContext asked) {
    Reply own = lists.my(page, asked).getFirst();
    if (own instanceof Reply.Text none) {
      return page > 1 ? own(1, asked) : new Reply.Text(none.text());
    }
    return own;
  }

  private List<Reply> queue(Command.Queue queue, CommandContext asked) {
    List<Reply> shown = incidents.queue(queue, asked);
    boolean there = shown.getFirst() instanceof Reply.Listing listing && !listing.rows().isEmpty();
    boolean gone = queue.page() > 1 && !there;
    return gone
        ? queue(new Command.Queue(queue.view(), queue.service(), queue.priority(), 1), asked)
        : shown;
  }

  private Reply narrow(Command.Queue queue, List<Services.Service> all) {
    List<Reply.Option> views =
        Arrays.stream(QueueView.values())
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
        CommandName.QUEUE.words(),
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
