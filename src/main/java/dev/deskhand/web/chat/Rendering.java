package dev.deskhand.web.chat;

import dev.deskhand.web.DemoPerson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes HTML of messages. */
@Component
class Rendering {

  private final ITemplateEngine templates;
  private final WebMessages messages;

  Rendering(ITemplateEngine templates, WebMessages messages) {
    this.templates = templates;
    this.messages = messages;
  }

  /** Messages of a room's top level with what was said under them. */
  List<MessageView> withThreads(List<WebMessage> roots, DemoPerson reader, Room room) {
    Map<Long, List<MessageView>> under =
        messages.under(roots.stream().map(WebMessage::id).toList(), reader.userId()).stream()
            .map(message -> MessageView.of(message, reader, room, List.of()))
            .collect(Collectors.groupingBy(view -> Objects.requireNonNull(view.thread())));
    return roots.stream()
        .map(root -> MessageView.of(root, reader, room, under.getOrDefault(root.id(), List.of())))
        .toList();
  }

  /** Each message as a list item of its own, without what was said under it. */
  String items(List<WebMessage> changed, DemoPerson reader, Room room) {
    Function<WebMessage, MessageView> view =
        message -> MessageView.of(message, reader, room, List.of());
    return templates.process(
        "messages",
        new Context(Locale.ENGLISH, Map.of("messages", changed.stream().map(view).toList())));
  }
}
