package dev.deskhand.discord.commands;

import dev.deskhand.chat.Sender;
import dev.deskhand.conversation.Suggestions;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.platform.Deadlines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/** Completes the options of a command while they are typed. */
public class OptionCompletion {

  private static final int MOST = 25;
  private static final int LONGEST = 100;
  private static final Pattern KEYS = Pattern.compile("[\\s,]+");

  private final SlashCommandMapper commands;
  private final Suggestions suggestions;
  private final GuildAccess served;

  public OptionCompletion(
      SlashCommandMapper commands, Suggestions suggestions, GuildAccess served) {
    this.commands = commands;
    this.suggestions = suggestions;
    this.served = served;
  }

  public void complete(CommandAutoCompleteInteractionEvent event) {
    List<Choice> choices;
    try {
      choices =
          CompletableFuture.supplyAsync(() -> choices(event), Thread::startVirtualThread)
              .completeOnTimeout(List.of(), Deadlines.OPTIONS.toMillis(), TimeUnit.MILLISECONDS)
              .join();
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      choices = List.of();
    }
    event.replyChoices(choices).queue(done -> {}, DiscordErrors::log);
  }

  private List<Choice> choices(CommandAutoCompleteInteractionEvent event) {
    Guild guild = event.getGuild();
    if (guild != null && !served.serves(guild)) {
      return List.of();
    }
    Optional<Sender> sender = served.speaker(event.getUser(), event.getMember(), guild == null);
    if (sender.isEmpty()) {
      return List.of();
    }
    Optional<Param> param =
        commands.find(event).map(CommandSpec::params).orElse(List.of()).stream()
            .filter(one -> one.name().equals(event.getFocusedOption().getName()))
            .findFirst();
    return param.map(found -> choices(event, sender.get(), found)).orElse(List.of());
  }

  private List<Choice> choices(
      CommandAutoCompleteInteractionEvent event, Sender sender, Param param) {
    String typed = event.getFocusedOption().getValue();
    // of several keys, the last one is being typed
    int last =
        param.kind() == Param.Kind.KEYS
            ? Math.max(typed.lastIndexOf(' '), typed.lastIndexOf(',')) + 1
            : 0;
    String before = typed.substring(0, last);
    return suggestions.suggest(sender, param, typed.substring(last)).stream()
        .filter(
            option ->
                before.isEmpty()
                    || !KEYS.splitAsStream(before)
                        .anyMatch(key -> key.equalsIgnoreCase(option.value())))
        .filter(option -> before.length() + option.value().length() <= LONGEST)
        .map(
            option ->
                new Choice(
                    DiscordMarkdown.shorten(before + option.label(), LONGEST),
                    before + option.value()))
        .limit(MOST)
        .toList();
  }
}
