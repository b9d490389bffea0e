package dev.deskhand.discord.standin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.testing.Patience;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InteractionsThroughJdaTest {
  private DiscordStandIn discord;
  private RealBot bot;
  private DiscordPerson ada;

  @BeforeEach
  void logIn() throws InterruptedException {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada", "agents");
    bot = new RealBot(discord).ready();
    SubcommandData report =
        new SubcommandData("report", "Opens an incident")
            .addOptions(
                new OptionData(OptionType.STRING, "text", "What is wrong"),
                new OptionData(OptionType.STRING, "impact", "How much")
                    .addChoice("low", "low")
                    .addChoice("high", "high"),
                new OptionData(OptionType.USER, "for", "For whom"));
    SubcommandData show =
        new SubcommandData("show", "Shows a ticket")
            .addOptions(new OptionData(OptionType.STRING, "key", "Which", true, true));
    bot.jda()
        .updateCommands()
        .addCommands(
            Commands.slash("desk", "The service desk")
                .addSubcommands(report, show)
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM),
            Commands.message("Report this"))
        .complete();
  }

  @AfterEach
  void logOut() {
    bot.close();
    discord.close();
  }

  @Test
  void a_slash_command_arrives_with_its_options_and_is_replied_to_in_private() {
    DiscordPerson grace = discord.member("43", "Grace");
    bot.on(
        SlashCommandInteractionEvent.class,
        event ->
            event
                .reply(
                    event.getFullCommandName()
                        + "|"
                        + requireNonNull(event.getOption("text")).getAsString()
                        + "|"
                        + requireNonNull(event.getOption("for")).getAsUser().getEffectiveName())
                .setEphemeral(true)
                .queue());

    DiscordInteraction command =
        ada.slash("desk", "report", Map.of("text", "VPN down", "impact", "high", "for", "43"));

    assertThat(command.awaitMessage().content()).isEqualTo("desk report|VPN down|Grace");
    assertThat(command.awaitMessage().visibleTo()).isEqualTo("42");
    assertThat(command.answeredAfter()).isLessThan(Patience.AT_ONCE);
    assertThat(discord.general().messages()).isEmpty();
    assertThat(discord.general().messagesSeenBy(ada)).hasSize(1);
    assertThat(discord.general().messagesSeenBy(grace)).isEmpty();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void a_deferred_reply_is_edited_and_followed_up() {
    bot.on(
        SlashCommandInteractionEvent.class,
        event -> {
          event.deferReply(true).queue();
          event.getHook().editOriginal("INC-1").complete();
          event.getHook().sendMessage("and more").setEphemeral(true).queue();
        });

    DiscordInteraction command = ada.slash("desk", "report");

    assertThat(command.awaitMessage().content()).isEqualTo("INC-1");
    assertThat(command.awaitMessage().ephemeral()).isTrue();
    assertThat(command.answer())
        .hasValueSatisfying(
            answer -> assertThat(answer).isInstanceOf(InteractionAnswer.Deferred.class));
    assertThat(command.awaitFollowUp().content()).isEqualTo("and more");
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void a_form_is_opened_and_its_submission_arrives() {
    bot.on(SlashCommandInteractionEvent.class, event -> event.replyModal(form()).queue());
    bot.on(
        ModalInteractionEvent.class,
        event ->
            event.reply("got " + requireNonNull(event.getValue("text")).getAsString()).queue());

    StandInModal modal = ada.slash("desk", "report").awaitModal();
    assertThat(modal.title()).isEqualTo("Report");
    assertThat(modal.fields()).extracting(StandInModal.Field::label).containsExactly("What?");

    DiscordInteraction submission = ada.submit(modal, Map.of("What?", "VPN down"));
    assertThat(submission.awaitMessage().content()).isEqualTo("got VPN down");
    assertThatThrownBy(() -> ada.submit(modal, Map.of())).hasMessageContaining("required");
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void buttons_and_menus_answer_by_changing_their_message() {
    bot.on(
        SlashCommandInteractionEvent.class,
        event ->
            event
                .reply("INC-1")
                .addComponents(
                    ActionRow.of(
                        Button.primary("take", "Take"), Button.danger("no", "No").asDisabled()),
                    ActionRow.of(StringSelectMenu.create("impact").addOption("Low", "low").build()))
                .queue());
    bot.on(
        ButtonInteractionEvent.class,
        event ->
            event
                .editMessage("taken by " + requireNonNull(event.getMember()).getEffectiveName())
                .queue());
    bot.on(
        StringSelectInteractionEvent.class,
        event -> {
          event.deferEdit().queue();
          event.getHook().editOriginal("impact " + event.getValues()).setComponents().queue();
        });

    StandInMessage card = ada.slash("desk", "report").awaitMessage();
    assertThat(card.buttons()).containsExactly("Take");
    assertThat(ada.press(card, "Take").awaitMessage().content()).isEqualTo("taken by Ada");
    assertThatThrownBy(() -> ada.press(card, "No")).hasMessageContaining("disabled");

    StandInMessage changed = ada.select(card, "impact", "Low").awaitMessage();
    assertThat(changed.content()).isEqualTo("impact [low]");
    assertThat(changed.components()).isEmpty();
    assertThat(changed.edits()).isEqualTo(2);
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void completions_and_context_menus_work() {
    bot.on(
        CommandAutoCompleteInteractionEvent.class,
        event -> event.replyChoiceStrings(event.getFocusedOption().getValue() + "-1").queue());
    bot.on(
        MessageContextInteractionEvent.class,
        event -> event.reply("reported: " + event.getTarget().getContentRaw()).queue());

    assertThat(ada.complete("desk", "show", "key", "INC", Map.of()).awaitChoices())
        .containsExactly(new InteractionAnswer.Choice("INC-1", "INC-1"));
    StandInMessage said = ada.message(discord.general(), "the printer burns");
    assertThat(ada.contextMenu("Report this", said).awaitMessage().content())
        .isEqualTo("reported: the printer burns");
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void commands_work_in_direct_messages() {
    bot.on(SlashCommandInteractionEvent.class, event -> event.reply("hello").queue());

    assertThat(ada.inDirectMessages().slash("desk", "report").awaitMessage().content())
        .isEqualTo("hello");
    assertThat(ada.directMessages().botMessages()).hasSize(1);
  }

  private static Modal form() {
    return Modal.create("report", "Report")
        .addComponents(
            Label.of("What?", TextInput.create("text", TextInputStyle.PARAGRAPH).build()))
        .build();
  }
}
