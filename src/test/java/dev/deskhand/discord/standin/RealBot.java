package dev.deskhand.discord.standin;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** The real JDA, pointed at a stand-in. */
final class RealBot implements AutoCloseable {
  private final JDA jda;

  RealBot(DiscordStandIn standIn, GatewayIntent... extraIntents) {
    Set<GatewayIntent> intents =
        EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES);
    intents.addAll(Set.of(extraIntents));
    jda =
        JDABuilder.createLight(standIn.token(), intents)
            .setRestConfig(new RestConfig().setBaseUrl(standIn.restUrl()))
            .setSessionController(
                new ConcurrentSessionController() {
                  @Override
                  public String getGateway() {
                    return standIn.gatewayUrl();
                  }
                })
            .setEnableShutdownHook(false)
            .build();
  }

  JDA jda() {
    return jda;
  }

  RealBot ready() throws InterruptedException {
    jda.awaitReady();
    return this;
  }

  <E extends GenericEvent> RealBot on(Class<E> type, Consumer<E> reaction) {
    EventListener listener =
        event -> {
          if (type.isInstance(event)) {
            reaction.accept(type.cast(event));
          }
        };
    jda.addEventListener(listener);
    return this;
  }

  @Override
  public void close() {
    jda.shutdownNow();
    try {
      jda.awaitShutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
