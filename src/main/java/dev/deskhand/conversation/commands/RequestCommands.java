package dev.deskhand.conversation.commands;

import dev.deskhand.cards.RequestCards;
import dev.deskhand.cards.RequestCards.Reader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.Command;
import dev.deskhand.people.Permissions.Relation;
import dev.deskhand.requests.CatalogItem;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands on service requests. */
@Component
public class RequestCommands {

  private final Requests requests;
  private final ApprovalStatus decisions;
  private final AllowedActions allowed;
  private final TicketOpenedReply firstAnswer;

  RequestCommands(
      Requests requests,
      ApprovalStatus decisions,
      AllowedActions allowed,
      TicketOpenedReply firstAnswer) {
    this.firstAnswer = firstAnswer;
    this.decisions = decisions;
    this.requests = requests;
    this.allowed = allowed;
  }

  public List<Reply> catalog() {
    List<Reply.Row> rows =
        requests.catalog().stream()
            .map(
                item ->
                    new Reply.Row(
                        "",
                        item.name(),
                        item.id()
                            + ": "
                            + item.description()
                            + (item.approval() == null
                                ? ""
                                : " Needs approval by a " + item.approval() + "."),
                        List.of(Action.primary("Ask for it", "request " + item.id()))))
            .toList();
    return Replies.one(new Reply.Listing("What you can ask for", rows, List.of()));
  }

  public List<Reply> request(Command.Request command, CommandContext asked) {
    return switch (requests.submit(
        command.item(), command.fields(), asked.platform(), asked.actor())) {
      case Requests.SubmitOutcome.Submitted submitted ->
          firstAnswer.of(
              RequestCards.card(submitted.request(), reader(submitted.request(), asked)),
              asked.platform(),
              asked.answeredTo(),
              asked);
      case Requests.SubmitOutcome.Incomplete incomplete ->
          Replies.one(form(incomplete.item(), command.fields(), incomplete.problems()));
      case Requests.SubmitOutcome.UnknownItem unknown ->
          Replies.no(
              "There is nothing called "
                  + command.item()
                  + " in the catalog."
                  + Replies.nearest(unknown.nearest()),
              Action.of("Show the catalog", "catalog"));
    };
  }

  public List<Reply> show(ServiceRequest request, CommandContext asked) {
    return Replies.one(
        RequestCards.card(request, reader(request, asked), requests.history(request.id())));
  }

  public List<Reply> say(ServiceRequest request, String text, CommandContext asked) {
    return answer(requests.say(request.id(), text, asked.actor()), request.key(), asked);
  }

  public List<Reply> cancel(ServiceRequest request, @Nullable String why, CommandContext asked) {
    return answer(requests.cancel(request.id(), why, asked.actor()), request.key(), asked);
  }

  public List<Reply> approve(
      ServiceRequest request, @Nullable String comment, CommandContext asked) {
    return decided(requests.approve(request.id(), comment, asked.actor()), request.key(), asked);
  }

  public List<Reply> reject(ServiceRequest request, String why, CommandContext asked) {
    return decided(requests.reject(request.id(), why, asked.actor()), request.key(), asked);
  }

  public List<Reply> fulfil(ServiceRequest request, Command.Fulfil command, CommandContext asked) {
    return answer(
        requests.fulfil(request.id(), command.step(), command.note(), asked.actor()),
        request.key(),
        asked);
  }

  private List<Reply> decided(Requests.Outcome outcome, String key, CommandContext asked) {
    return outcome instanceof Requests.Outcome.Already already
        ? tooLate(already)
        : answer(outcome, key, asked);
  }

  /** Who comes too late is told who was first, and when. */
  private List<Reply> tooLate(Requests.Outcome.Already already) {
    return Replies.no(decisions.on(already.request()).orElse(already.what()));
  }

  private List<Reply> answer(Requests.Outcome outcome, String key, CommandContext asked) {
    return switch (outcome) {
      case Requests.Outcome.Done done ->
          Replies.one(RequestCards.card(done.request(), reader(done.request(), asked)));
      case Requests.Outcome.Already already ->
          already.request().state().open() ? Replies.no(already.what()) : tooLate(already);
      case Requests.Outcome.NotAllowed no ->
          Replies.notAllowed(
              no.why(), allowed.those(no.allowed(), new AnyTicket.OfRequest(no.request()), asked));
      case Requests.Outcome.Unknown unknown -> Replies.unknownTicket(key);
    };
  }

  private static Reader reader(ServiceRequest request, CommandContext asked) {
    boolean own = request.requesterId() == asked.person().id();
    boolean approver =
        new AnyTicket.OfRequest(request).relations(asked.person()).contains(Relation.APPROVER);
    if (approver && !own && request.state() == ServiceRequest.State.AWAITING_APPROVAL) {
      return Reader.APPROVER;
    }
    if (asked.agent()) {
      return Reader.AGENT;
    }
    return own ? Reader.REQUESTER : Reader.ONLOOKER;
  }

  private static Reply.Form form(
      CatalogItem item, Map<String, String> entered, Map<String, String> problems) {
    List<Reply.Input> inputs =
        item.fields().stream()
            .map(
                field ->
                    new Reply.Input(
                        field.name(),
                        field.label(),
                        kind(field.type()),
                        field.required(),
                        entered.containsKey(field.name())
                            ? problems.getOrDefault(field.name(), field.hint())
                            : field.hint(),
                        field.choices().stream()
                            .map(choice -> new Reply.Option(choice, choice))
                            .toList(),
                        entered.getOrDefault(field.name(), "")))
            .toList();
    String wrong =
        problems.entrySet().stream()
            .filter(problem -> entered.containsKey(problem.getKey()))
            .map(problem -> problem.getKey() + ": " + problem.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));
    return new Reply.Form(
        UUID.randomUUID().toString(),
        item.name(),
        "request " + item.id(),
        wrong.isEmpty() ? item.description() : wrong,
        inputs,
        "Ask for it",
        entered.isEmpty() ? Map.of() : problems);
  }

  private static Reply.InputKind kind(CatalogItem.Type type) {
    return switch (type) {
      case TEXT -> Reply.InputKind.LINE;
      case PARAGRAPH -> Reply.InputKind.PARAGRAPH;
      case CHOICE -> Reply.InputKind.CHOICE;
      case NUMBER -> Reply.InputKind.NUMBER;
      case DATE -> Reply.InputKind.DATE;
      case PERSON -> Reply.InputKind.PERSON;
    };
  }
}
