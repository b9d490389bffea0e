package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.staffAndGuests;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DuplicateDetection;
import dev.deskhand.conversation.commands.PersonReplies;
import dev.deskhand.conversation.commands.ServiceReplies;
import dev.deskhand.conversation.commands.TicketOpenedReply;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.RemarkText;
import dev.deskhand.conversation.threads.TicketFiles;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Service;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reporting an issue. The incident is opened in any case, so that nothing that was said is lost; if
 * it looks like something known, the answer says so and offers to attach it. Where words and the
 * lines that say where their files are do not fit together, the end of the words makes room.
 */
@Component
@Order(30)
record ReportCommand(
    Incidents incidents,
    Services services,
    People people,
    SavedDrafts drafts,
    AllowedActions allowed,
    TicketOpenedReply opened,
    TicketFiles files)
    implements TicketlessCommand<ReportCommand.Arguments> {

  /** With so many of one's latest open incidents a report is compared. */
  private static final int COMPARED = 10;

  private static final Pattern DRAFT = Pattern.compile("report draft:([0-9]{1,18})");

  static final CommandSpec SPEC =
      CommandSpec.of(
              "report",
              CommandGroup.DESK,
              "Reports an issue; without a text, a form opens",
              "report the VPN drops every few minutes service:VPN urgency:high")
          .takes(
              Param.optional("text", Kind.TEXT, "what is wrong, in your own words"),
              Param.named("service", Kind.SERVICE, "the service that has the issue"),
              level("impact", "how many people it stops"),
              level("urgency", "how soon it must be solved"),
              Param.named("for", Kind.PERSON, "whom you report it for, if not for yourself"))
          .permits(staffAndGuests())
          .with(Trait.FORM_AT_ONCE, Trait.ANSWERED_IN_PLACE);

  /** What is reported. */
  sealed interface Arguments {

    /**
     * An issue.
     *
     * @param text what is wrong, in the person's words
     * @param service the service as the person named it
     * @param onBehalfOf for whom, as the person named them
     * @param files what was sent along; the text says where each is
     */
    record Issue(
        String text,
        @Nullable String service,
        @Nullable Level impact,
        @Nullable Level urgency,
        @Nullable String onBehalfOf,
        List<Attachment> files)
        implements Arguments {
      public Issue {
        files = List.copyOf(files);
      }

      static Issue words(String text, List<Attachment> files) {
        return new Issue(RemarkText.with(text, files), null, null, null, null, files);
      }
    }

    /**
     * What the person said before in free words.
     *
     * @param number under which the desk kept the words
     */
    record Draft(long number) implements Arguments {}
  }

  /** The words of the button that reports a draft. */
  static String ofDraft(long number) {
    return "report draft:" + number;
  }

  private static Param level(String name, String summary) {
    return Param.named(name, Kind.CHOICE, summary, "low", "medium", "high").preset("medium");
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public boolean needs(Param param, ParsedArguments given) {
    return param.kind() == Kind.TEXT;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments.Issue(
        given.text("text"),
        given.textOrNull("service"),
        given.choice("impact", Level.class).orElse(null),
        given.choice("urgency", Level.class).orElse(null),
        given.textOrNull("for"),
        List.of());
  }

  @Override
  public Arguments withFiles(Arguments arguments, List<Attachment> sent) {
    return switch (arguments) {
      case Arguments.Issue issue ->
          new Arguments.Issue(
              RemarkText.with(issue.text(), sent),
              issue.service(),
              issue.impact(),
              issue.urgency(),
              issue.onBehalfOf(),
              sent);
      case Arguments.Draft draft -> draft;
    };
  }

  @Override
  public Optional<Arguments> pressed(String words) {
    Matcher draft = DRAFT.matcher(words);
    return draft.matches()
        ? Optional.of(new Arguments.Draft(Long.parseLong(draft.group(1))))
        : Optional.empty();
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return switch (given) {
      case Arguments.Issue issue -> report(issue, context.origin().answeredLater(), context);
      case Arguments.Draft draft ->
          drafts
              .use(draft.number(), context.person().id())
              .map(said -> report(Arguments.Issue.words(said.words(), said.files()), true, context))
              .orElseGet(
                  () ->
                      Replies.no(
                          "This was reported already, or it was said by somebody else.",
                          Action.of("My tickets", "my")));
    };
  }

  /**
   * @param heard whether those in the place have read there what is reported
   */
  private List<Reply> report(Arguments.Issue report, boolean heard, CommandContext context) {
    String origin = opened.origin(context, heard);
    List<Service> all = services.all();
    Service service = null;
    if (report.service() != null) {
      switch (services.find(all, report.service())) {
        case Services.Found.One one -> service = one.service();
        case Services.Found.Retired retired -> {
          return ServiceReplies.retired(retired.service());
        }
        case Services.Found.None none -> {
          return ServiceReplies.unknownService(
              report.service(),
              allowed.seesServices(context.person()) ? none.nearest() : List.of());
        }
      }
    } else {
      service = DuplicateDetection.service(all, report.text()).orElse(null);
    }
    if (report.onBehalfOf() == null) {
      return open(report, context.person(), all, service, origin, context);
    }
    if (!allowed.seesServices(context.person())) {
      return Replies.no("As a guest you can report for yourself. Leave out: for");
    }
    return switch (people.find(context.platform(), report.onBehalfOf())) {
      case People.Found.One one -> open(report, one.person(), all, service, origin, context);
      case People.Found.Nobody nobody ->
          Replies.about("for", PersonReplies.nobody(report.onBehalfOf(), nobody));
      case People.Found.Several several ->
          Replies.about("for", PersonReplies.several(report.onBehalfOf(), several));
    };
  }

  private List<Reply> open(
      Arguments.Issue report,
      Person requester,
      List<Service> all,
      @Nullable Service service,
      String origin,
      CommandContext context) {
    boolean forOneself = requester.id() == context.person().id();
    // what somebody else has reported is not the reporter's to know
    List<Incident> own = forOneself ? incidents.latestOpenOf(requester.id(), COMPARED) : List.of();
    Incident incident =
        incidents.open(
            new Incidents.NewIncident(
                context.named(report.text()),
                service == null ? null : service.name(),
                service == null ? null : service.team(),
                Objects.requireNonNullElse(report.impact(), Level.MEDIUM),
                Objects.requireNonNullElse(report.urgency(), Level.MEDIUM),
                requester.id(),
                requester.name(),
                origin),
            context.actor());
    files.keep(incident.key(), report.files(), false, context);
    List<Reply> replies =
        new ArrayList<>(
            opened.of(
                IncidentCards.card(incident, IncidentTicket.reader(incident, context)),
                origin,
                context.answeredTo(),
                context));
    Optional<Outage> outage =
        allowed.seesServices(context.person())
            ? DuplicateDetection.outage(all, service, report.text())
            : Optional.empty();
    outage.ifPresent(
        open -> replies.add(KnownIssues.outage(incident, open, forOneself || context.agent())));
    if (outage.isEmpty()) {
      DuplicateDetection.incident(own, service, report.text())
          .ifPresent(known -> replies.add(KnownIssues.incident(incident, known)));
    }
    return replies;
  }
}
