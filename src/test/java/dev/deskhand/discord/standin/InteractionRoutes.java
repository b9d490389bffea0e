package dev.deskhand.discord.standin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** First responses to interactions, and what may follow them within 15 minutes. */
final class InteractionRoutes {
  private static final int REPLY = 4;
  private static final int DEFER = 5;
  private static final int DEFER_UPDATE = 6;
  private static final int UPDATE = 7;
  private static final int COMPLETE = 8;
  private static final int OPEN_MODAL = 9;

  private final DiscordStandIn standIn;
  private final Messages messages;
  private final MessageRoutes messageRoutes;

  InteractionRoutes(DiscordStandIn standIn, Messages messages, MessageRoutes messageRoutes) {
    this.standIn = standIn;
    this.messages = messages;
    this.messageRoutes = messageRoutes;
  }

  void addTo(Routes routes) {
    routes.add("POST", "/interactions/{interaction_id}/{token}/callback", this::respond);
    String hook = "/webhooks/{webhook_id}/{webhook_token}";
    routes.add("POST", hook, this::followUp);
    for (String target : List.of("@original", "{message_id}")) {
      String path = hook + "/messages/" + target;
      routes.add("GET", path, call -> RestAnswer.ok(target(call).body()));
      routes.add("PATCH", path, this::edit);
      routes.add(
          "DELETE",
          path,
          call -> {
            messages.delete(target(call));
            return RestAnswer.noContent();
          });
    }
  }

  private RestAnswer respond(Routes.Call call) {
    DiscordInteraction interaction =
        standIn
            .interactions()
            .byToken(call.hole("token"))
            .filter(one -> one.id().equals(call.hole("interaction_id")))
            .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_INTERACTION));
    synchronized (interaction) {
      if (interaction.answer().isPresent()) {
        throw refuse(interaction, DiscordError.ALREADY_ACKNOWLEDGED, "a second first response");
      }
      if (interaction.age().compareTo(standIn.waits()) > 0) {
        throw refuse(interaction, DiscordError.UNKNOWN_INTERACTION, "a first response too late");
      }
      int type = call.body().path("type").asInt(0);
      if (!mayAnswer(interaction, type)) {
        standIn.complain(
            interaction.toString(), "callback type " + type + " is not for " + interaction.kind());
        throw DiscordRefusal.invalid("type", "BASE_TYPE_CHOICES", "Callback type " + type);
      }
      ObjectNode data =
          call.body().path("data") instanceof ObjectNode object ? object : Json.object();
      InteractionAnswer answer = act(call.request(), interaction, type, data);
      interaction.answered(answer);
      return call.request().query().getOrDefault("with_response", "false").equals("true")
          ? RestAnswer.ok(described(interaction, type))
          : RestAnswer.noContent();
    }
  }

  private static boolean mayAnswer(DiscordInteraction interaction, int type) {
    boolean inMessage = interaction.sourceMessageId() != null;
    return switch (interaction.kind()) {
      case AUTOCOMPLETE -> type == COMPLETE;
      case COMMAND -> type == REPLY || type == DEFER || type == OPEN_MODAL;
      case COMPONENT ->
          type == REPLY
              || type == DEFER
              || type == DEFER_UPDATE
              || type == UPDATE
              || type == OPEN_MODAL;
      case MODAL_SUBMIT ->
          type == REPLY || type == DEFER || (inMessage && (type == DEFER_UPDATE || type == UPDATE));
    };
  }

  private InteractionAnswer act(
      RecordedRequest request, DiscordInteraction interaction, int type, ObjectNode data) {
    boolean ephemeral = (data.path("flags").asInt(0) & Messages.EPHEMERAL) != 0;
    String source = Optional.ofNullable(interaction.sourceMessageId()).orElse("");
    return switch (type) {
      case REPLY ->
          new InteractionAnswer.Replied(say(request, interaction, data, ephemeral), ephemeral);
      case DEFER -> {
        ObjectNode thinking = Json.object("flags", Messages.LOADING);
        yield new InteractionAnswer.Deferred(
            say(request, interaction, thinking, ephemeral), ephemeral);
      }
      case DEFER_UPDATE -> new InteractionAnswer.DeferredUpdate(source);
      case UPDATE -> {
        messageRoutes.change(request, message(source), data);
        yield new InteractionAnswer.Updated(source);
      }
      case COMPLETE ->
          new InteractionAnswer.Completed(
              Json.children(data.path("choices")).stream()
                  .map(
                      choice ->
                          new InteractionAnswer.Choice(
                              Json.text(choice, "name"), Json.text(choice, "value")))
                  .toList());
      case OPEN_MODAL -> new InteractionAnswer.Opened(new StandInModal(interaction, data));
      default -> throw DiscordRefusal.invalid("type", "BASE_TYPE_CHOICES", "Callback type " + type);
    };
  }

  private String say(
      RecordedRequest request, DiscordInteraction interaction, ObjectNode data, boolean ephemeral) {
    @Nullable String visibleTo = ephemeral ? interaction.personId() : null;
    ObjectNode answer = data.deepCopy();
    answer.set("interaction_metadata", metadata(interaction));
    return messageRoutes.post(request, interaction.channel(), answer, visibleTo).id();
  }

  /** By what Discord says that a message answers an interaction. */
  private ObjectNode metadata(DiscordInteraction interaction) {
    ObjectNode metadata =
        Json.object(
            "id",
            interaction.id(),
            "type",
            interaction.kind().code,
            "user",
            standIn.world().user(interaction.personId()),
            "authorizing_integration_owners",
            Json.object());
    if (interaction.kind() == DiscordInteraction.Kind.COMPONENT) {
      metadata.put("interacted_message_id", interaction.sourceMessageId());
    }
    return metadata;
  }

  private JsonNode described(DiscordInteraction interaction, int type) {
    ObjectNode described =
        Json.object(
            "interaction", Json.object("id", interaction.id(), "type", interaction.kind().code));
    ObjectNode resource = Json.object("type", type);
    interaction
        .originalId()
        .flatMap(messages::find)
        .ifPresent(
            message -> {
              int flags = message.body().path("flags").asInt(0);
              described
                  .path("interaction")
                  .asObject()
                  .put("response_message_id", message.id())
                  .put("response_message_loading", (flags & Messages.LOADING) != 0)
                  .put("response_message_ephemeral", message.ephemeral());
              resource.set("message", message.body());
            });
    return described.set("resource", resource);
  }

  private RestAnswer followUp(Routes.Call call) {
    DiscordInteraction interaction = acknowledged(call);
    Optional<StandInMessage> thinking =
        interaction
            .originalId()
            .flatMap(messages::find)
            .filter(message -> (message.body().path("flags").asInt(0) & Messages.LOADING) != 0);
    if (thinking.isPresent()) {
      // Discord lets the first follow-up take the place of "is thinking", its visibility included.
      return RestAnswer.ok(
          messageRoutes.change(call.request(), thinking.get(), call.objectBody()).body());
    }
    boolean ephemeral = (call.body().path("flags").asInt(0) & Messages.EPHEMERAL) != 0;
    String id = say(call.request(), interaction, call.objectBody(), ephemeral);
    interaction.followedUp(id);
    return RestAnswer.ok(message(id).body());
  }

  private RestAnswer edit(Routes.Call call) {
    return RestAnswer.ok(
        messageRoutes.change(call.request(), target(call), call.objectBody()).body());
  }

  /** The message that a webhook path names, within the interaction whose token it carries. */
  private StandInMessage target(Routes.Call call) {
    DiscordInteraction interaction = acknowledged(call);
    String id =
        call.request().path().endsWith("/@original")
            ? interaction
                .originalId()
                .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_MESSAGE))
            : call.hole("message_id");
    return message(id);
  }

  private DiscordInteraction acknowledged(Routes.Call call) {
    DiscordInteraction interaction =
        standIn
            .interactions()
            .byToken(call.hole("webhook_token"))
            .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_WEBHOOK));
    if (interaction.answer().isEmpty()) {
      throw refuse(
          interaction, DiscordError.UNKNOWN_WEBHOOK, "a follow-up before the first response");
    }
    if (interaction.tokenExpired()) {
      throw new DiscordRefusal(DiscordError.INVALID_WEBHOOK_TOKEN);
    }
    return interaction;
  }

  private StandInMessage message(String id) {
    return messages.find(id).orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_MESSAGE));
  }

  private DiscordRefusal refuse(DiscordInteraction interaction, DiscordError error, String why) {
    interaction.refused(error);
    standIn.complain(interaction.toString(), why);
    return new DiscordRefusal(error);
  }
}
