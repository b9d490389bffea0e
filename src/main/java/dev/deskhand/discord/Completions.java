package dev.deskhand.discord;

import dev.deskhand.chat.CommandSpec;
import dev.deskhand.chat.CommandSpec.Param;
import dev.deskhand.conversation.Suggestions;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/** Completes the options of a command while they are typed. */
class Completions {

  private static final int MOST = 25;
  private static final int LONGEST = 100;

  private final Suggestions suggestions;
  private final ServedPeople served;

  Completions(Suggestions suggestions, ServedPeople served) {
    this.suggestions = suggestions;
    this.served = served;
  }

  void complete(CommandAutoCompleteInteractionEvent event) {
    List<Choice> choices;
    try {
      choices = choices(event);
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      choices = List.of();
    }
    event.replyChoices(choices).queue(done -> {}, DiscordErrors::log);
  }

  private List<Choice> choices(CommandAutoCompleteInteractionEvent event) {
    Guild guild = event.getGuild();
    if (guild == null ? !served.serves(event.getUser()) : !served.serves(guild)) {
      return List.of();
    }
    Optional<Param> param =
        SlashCommands.find(event).map(CommandSpec::params).orElse(List.of()).stream()
            .filter(one -> one.name().equals(event.getFocusedOption().getName()))
            .findFirst();
    return param.map(found -> choices(event, found)).orElse(List.of());
  }

  private List<Choice> choices(CommandAutoCompleteInteractionEvent event, Param param) {
    return suggestions
        .suggest(
            ServedPeople.sender(event.getUser(), event.getMember()),
            param,
            event.getFocusedOption().getValue())
        .stream()
        .filter(option -> option.value().length() <= LONGEST)
        .map(option -> new Choice(Markup.cut(option.label(), LONGEST), option.value()))
        .limit(MOST)
        .toList();
  }
}
