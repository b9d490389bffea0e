package dev.deskhand.discord.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.discord.commands.OptionCompletion;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.inbound.ContextMenuHandler;
import dev.deskhand.discord.inbound.DatabaseRetry;
import dev.deskhand.discord.inbound.InteractionDispatcher;
import dev.deskhand.discord.inbound.InteractionHandler;
import dev.deskhand.discord.inbound.MessageHandler;
import dev.deskhand.discord.inbound.ReactionHandler;
import dev.deskhand.discord.people.PeopleEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.member.GenericGuildMemberEvent;
import net.dv8tion.jda.api.events.guild.override.GenericPermissionOverrideEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageBulkDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdatePermissionsEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the gateway sends to whom it concerns, on virtual threads: interactions each on its
 * own, messages of one channel in their order.
 */
public class DiscordEvents implements EventListener {

  private static final Logger log = LoggerFactory.getLogger(DiscordEvents.class);

  private static final Duration FINISH = Duration.ofSeconds(10);

  private final InteractionHandler interactions;
  private final OptionCompletion completions;
  private final MessageHandler messages;
  private final ContextMenuHandler menus;
  private final ReactionHandler reactions;
  private final InteractionDispatcher dialogue;
  private final PermissionCheck setUp;
  private final PeopleEventHandler people;

  /** Interactions that are being answered; a resumed session brings them again. */
  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(15)).build();

  /** What is under way: by channel for messages, by its own id for an interaction. */
  private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  public DiscordEvents(
      InteractionHandler interactions,
      OptionCompletion completions,
      MessageHandler messages,
      ContextMenuHandler menus,
      ReactionHandler reactions,
      InteractionDispatcher dialogue,
      PermissionCheck setUp,
      PeopleEventHandler people) {
    this.people = people;
    this.menus = menus;
    this.reactions = reactions;
    this.dialogue = dialogue;
    this.setUp = setUp;
    this.interactions = interactions;
    this.completions = completions;
    this.messages = messages;
  }

  @Override
  public void onEvent(GenericEvent event) {
    // one after the other, since each replaces what was known
    people
        .task(event)
        .ifPresent(task -> run("people", () -> DatabaseRetry.with(DatabaseRetry.LONGEST, task)));
    switch (event) {
      case MessageReceivedEvent message -> {
        if (messages.mayConcern(message.getMessage())) {
          run(message.getChannel().getId(), () -> messages.receive(message.getMessage()));
        }
      }
      case MessageUpdateEvent edit -> {
        if (messages.mayConcern(edit.getMessage())) {
          run(edit.getChannel().getId(), () -> messages.amended(edit.getMessage()));
        }
      }
      case MessageDeleteEvent gone -> withdrawn(gone.getChannel(), List.of(gone.getMessageId()));
      case MessageBulkDeleteEvent gone -> withdrawn(gone.getChannel(), gone.getMessageIds());
      case SlashCommandInteractionEvent slash -> once(slash, () -> interactions.slash(slash));
      case ButtonInteractionEvent button -> once(button, () -> interactions.button(button));
      case StringSelectInteractionEvent select -> once(select, () -> interactions.select(select));
      case ModalInteractionEvent modal -> once(modal, () -> interactions.submitted(modal));
      case CommandAutoCompleteInteractionEvent typing ->
          once(typing, () -> completions.complete(typing));
      case MessageContextInteractionEvent menu -> once(menu, () -> menus.message(menu));
      case UserContextInteractionEvent menu -> once(menu, () -> menus.person(menu));
      case MessageReactionAddEvent reaction -> {
        if (reactions.heard(reaction)) {
          run(reaction.getChannel().getId(), () -> reactions.report(reaction));
        }
      }
      case ReadyEvent ready -> look(ready);
      case GenericPermissionOverrideEvent change -> look(change);
      case RoleUpdatePermissionsEvent change -> look(change);
      case GenericGuildMemberEvent change -> {
        if (change.getUser().equals(change.getJDA().getSelfUser())) {
          look(change);
        }
      }
      case GenericInteractionCreateEvent other -> {
        if (other instanceof IReplyCallback callback) {
          once(other, () -> dialogue.outOfDate(callback));
        }
      }
      default -> {}
    }
  }

  /** Looks whether the desk may still do its work. */
  private void look(GenericEvent why) {
    run("set-up", () -> setUp.check(why.getJDA()));
  }

  /** Waits for what is under way, for a while. */
  void finish() {
    CompletableFuture<?>[] all = underWay.values().toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(FINISH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("Discord: some answers were not finished before the end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void withdrawn(MessageChannel channel, List<String> gone) {
    if (messages.mayConcern(channel)) {
      run(channel.getId(), () -> messages.withdrawn(channel, gone));
    }
  }

  private void once(GenericInteractionCreateEvent event, Runnable task) {
    if (seen.asMap().putIfAbsent(event.getId(), Boolean.TRUE) == null) {
      run(event.getId(), task);
    }
  }

  /** Runs a task after those that were begun under the same key, which may be a channel's id. */
  public void run(String key, Runnable task) {
    CompletableFuture<Void> done =
        underWay.compute(
            key,
            (same, before) ->
                (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                    .thenRunAsync(() -> guarded(task), Thread::startVirtualThread));
    var _ = done.whenComplete((nothing, error) -> underWay.remove(key, done));
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      // also an error: those that wait behind it would be dropped without a word
      log.error("Discord: an event could not be handled", e);
    }
  }
}
