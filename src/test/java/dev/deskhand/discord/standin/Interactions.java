package dev.deskhand.discord.standin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes interactions as Discord would, tells the gateway of them, and knows them by token. */
final class Interactions {
  private final DiscordStandIn standIn;
  private final World world;
  private final Map<String, DiscordInteraction> byToken = new ConcurrentHashMap<>();

  Interactions(DiscordStandIn standIn) {
    this.standIn = standIn;
    this.world = standIn.world();
  }

  Optional<DiscordInteraction> byToken(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  DiscordInteraction start(
      DiscordInteraction.Kind kind,
      DiscordPerson person,
      StandInChannel channel,
      ObjectNode data,
      @Nullable StandInMessage source) {
    String id = person.takeNextId().orElseGet(world::newId);
    // Real tokens are long, and JDA takes them apart nowhere.
    String token = "interaction-" + id + "-" + java.util.UUID.randomUUID();
    ObjectNode payload =
        Json.object(
            "version",
            1,
            "id",
            id,
            "application_id",
            world.botId(),
            "type",
            kind.code,
            "token",
            token,
            "channel_id",
            channel.id(),
            "channel",
            partial(channel),
            "locale",
            "en-US",
            "app_permissions",
            Long.toString(WireFormat.BOTS_PERMISSIONS),
            "entitlements",
            Json.array(),
            "entitlement_sku_ids",
            Json.array(),
            "attachment_size_limit",
            10_485_760,
            "context",
            channel.guild().isPresent() ? 0 : 1,
            "authorizing_integration_owners",
            Json.object("0", channel.guild().map(StandInGuild::id).orElse("0")),
            "data",
            data);
    speaker(payload, person, channel);
    if (source != null) {
      payload.set("message", source.body());
    }
    DiscordInteraction interaction =
        new DiscordInteraction(
            standIn, kind, payload, person.id(), channel, source == null ? null : source.id());
    byToken.put(token, interaction);
    send(interaction);
    return interaction;
  }

  void send(DiscordInteraction interaction) {
    interaction.sent();
    world.tell(new GatewayEvent("INTERACTION_CREATE", interaction.payload(), 0));
  }

  private void speaker(ObjectNode payload, DiscordPerson person, StandInChannel channel) {
    Optional<StandInGuild> guild = channel.guild();
    if (guild.isEmpty()) {
      payload.set("user", world.user(person.id()));
      return;
    }
    StandInGuild.Membership membership = guild.get().members().get(person.id());
    if (membership == null) {
      throw new IllegalStateException(person.name() + " is not in " + guild.get().name());
    }
    ObjectNode member = WireFormat.member(membership, true);
    member.put("permissions", Long.toString(WireFormat.EVERYONES_PERMISSIONS));
    payload.set("member", member);
    payload.put("guild_id", guild.get().id()).put("guild_locale", "en-US");
    payload.set(
        "guild", Json.object("id", guild.get().id(), "locale", "en-US", "features", Json.array()));
  }

  private ObjectNode partial(StandInChannel channel) {
    ObjectNode json = WireFormat.channel(channel, world);
    json.put("permissions", Long.toString(WireFormat.EVERYONES_PERMISSIONS));
    return json;
  }
}
