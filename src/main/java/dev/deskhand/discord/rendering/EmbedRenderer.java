package dev.deskhand.discord.rendering;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.ModalRenderer;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Replies as messages. A reply that is one ticket, list or question is one message, whatever its
 * length, so that it can be edited in place; sentences and figures go on in further messages. No
 * message notifies anybody.
 */
public class EmbedRenderer {

  private static final int CONTENT = 2_000;
  private static final int DESCRIPTION = 4_096;
  private static final int ALL_EMBEDS = 6_000;
  private static final int TITLE = 256;
  private static final int FIELDS = 25;
  private static final int FIELD_NAME = 256;
  private static final int FIELD_VALUE = 1_024;
  private static final int ALT_TEXT = 1_024;

  /** What is left for the description and the history when a ticket has many long facts. */
  private static final int ALL_FACTS = 2_400;

  private static final int BODY_BESIDE_HISTORY = 1_800;
  private static final int MOMENT = 500;
  private static final int SHORT_FACT = 40;
  private static final int ROW_AT_LEAST = 60;

  private final FormSessions forms;

  public EmbedRenderer(FormSessions forms) {
    this.forms = forms;
  }

  /** The messages that say a reply, at least one. */
  public List<MessageCreateData> render(Reply reply) {
    return switch (reply) {
      case Reply.Text text -> sentences(text.text(), text);
      case Reply.Refusal refusal -> sentences(refusal.text(), refusal);
      case Reply.Choices choices -> sentences(choices.text(), choices);
      case Reply.Card card -> List.of(card(card));
      case Reply.Listing listing -> List.of(listing(listing));
      case Reply.Picture picture -> picture(picture);
      case Reply.Form form -> List.of(form(form));
    };
  }

  private static List<MessageCreateData> sentences(String text, Reply reply) {
    List<String> pieces = DiscordMarkdown.split(DiscordMarkdown.escape(text), CONTENT);
    List<MessageCreateData> messages = new ArrayList<>();
    for (int i = 0; i < pieces.size() - 1; i++) {
      messages.add(message().setContent(pieces.get(i)).build());
    }
    messages.add(
        message()
            .setContent(pieces.isEmpty() ? DiscordMarkdown.MORE : pieces.getLast())
            .setComponents(Buttons.rows(reply))
            .build());
    return messages;
  }

  private static MessageCreateData card(Reply.Card card) {
    Allowance allowance = new Allowance(ALL_EMBEDS);
    EmbedBuilder embed = new EmbedBuilder().setColor(colour(card));
    embed.setTitle(allowance.take(card.key() + " " + DiscordMarkdown.line(card.title()), TITLE));
    int most = allowance.left() - ALL_FACTS;
    List<Reply.Fact> facts = card.allFacts();
    for (Reply.Fact fact : facts.subList(0, Math.min(FIELDS, facts.size()))) {
      String value =
          fact.time() == null
              ? DiscordMarkdown.escape(fact.value())
              : DiscordMarkdown.time(fact.time());
      String label = DiscordMarkdown.cut(DiscordMarkdown.line(fact.label()), FIELD_NAME);
      int room = Math.min(FIELD_VALUE, allowance.left() - most - label.length());
      if (room < SHORT_FACT) {
        allowance.leaveOut();
      } else {
        String shown = allowance.take(value.isBlank() ? "–" : value, room);
        embed.addField(allowance.take(label, FIELD_NAME), shown, shown.length() <= SHORT_FACT);
      }
    }
    if (facts.size() > FIELDS) {
      allowance.leaveOut();
    }
    int body = card.timeline().isEmpty() ? DESCRIPTION : BODY_BESIDE_HISTORY;
    embed.setDescription(allowance.take(DiscordMarkdown.escape(card.body()), body));
    MessageCreateBuilder message = message().addEmbeds(embed.build());
    if (!card.timeline().isEmpty()) {
      message.addEmbeds(history(card, allowance));
    }
    List<Action> actions = new ArrayList<>(card.actions());
    String show = "show " + card.key();
    if (allowance.cut() && actions.stream().noneMatch(action -> action.command().equals(show))) {
      actions.addFirst(Action.of("Show all of it", show));
    }
    return message.setComponents(Buttons.rows(card.with(actions))).build();
  }

  /** The latest that happened, as much of it as there is room for, oldest first. */
  private static net.dv8tion.jda.api.entities.MessageEmbed history(
      Reply.Card card, Allowance allowance) {
    String title = allowance.take("History", TITLE);
    int room = Math.min(DESCRIPTION, allowance.left()) - 2;
    List<String> lines = new ArrayList<>();
    for (Reply.Moment moment : card.timeline().reversed()) {
      String line = DiscordMarkdown.cut(moment(moment), MOMENT);
      if (line.length() + 1 > room) {
        allowance.leaveOut();
        lines.addFirst(DiscordMarkdown.MORE);
        break;
      }
      room -= line.length() + 1;
      lines.addFirst(line);
    }
    return new EmbedBuilder()
        .setColor(colour(card))
        .setTitle(title)
        .setDescription(String.join("\n", lines))
        .build();
  }

  private static String moment(Reply.Moment moment) {
    return DiscordMarkdown.time(moment.at())
        + " **"
        + DiscordMarkdown.line(moment.who())
        + "**"
        + (moment.internal() ? " (internal)" : "")
        + ": "
        + DiscordMarkdown.escape(moment.what());
  }

  private static MessageCreateData listing(Reply.Listing listing) {
    EmbedBuilder embed = new EmbedBuilder();
    Allowance allowance = new Allowance(ALL_EMBEDS);
    embed.setTitle(allowance.take(DiscordMarkdown.line(listing.title()), TITLE));
    int each = Math.max(ROW_AT_LEAST, DESCRIPTION / Math.max(1, listing.rows().size()) - 1);
    StringBuilder lines = new StringBuilder();
    for (Reply.Row row : listing.rows()) {
      String line = DiscordMarkdown.cut(row(row), each);
      if (lines.length() + line.length() + 3 > DESCRIPTION) {
        lines.append(DiscordMarkdown.MORE);
        break;
      }
      lines.append(line).append('\n');
    }
    embed.setDescription(lines.toString().stripTrailing());
    List<ActionRow> buttons = Buttons.rows(listing);
    List<ActionRow> rows =
        new ArrayList<>(Buttons.menus(listing.rows(), Buttons.ROWS - Math.min(3, buttons.size())));
    buttons.stream().limit(Buttons.ROWS - (long) rows.size()).forEach(rows::add);
    return message().addEmbeds(embed.build()).setComponents(rows).build();
  }

  private static String row(Reply.Row row) {
    String detail = DiscordMarkdown.line(row.detail());
    String title = DiscordMarkdown.line(row.title());
    return (row.key().isEmpty() ? "**" + title + "**" : "**" + row.key() + "** " + title)
        + (detail.isBlank() ? "" : " · " + detail);
  }

  private static List<MessageCreateData> picture(Reply.Picture picture) {
    String file = "figures.png";
    List<String> pieces =
        DiscordMarkdown.split(DiscordMarkdown.escape(picture.description()), CONTENT);
    List<MessageCreateData> messages = new ArrayList<>();
    messages.add(
        message()
            .addEmbeds(
                new EmbedBuilder()
                    .setTitle(DiscordMarkdown.cut(DiscordMarkdown.line(picture.title()), TITLE))
                    .setDescription(pieces.isEmpty() ? null : pieces.getFirst())
                    .setImage("attachment://" + file)
                    .build())
            .setFiles(
                FileUpload.fromData(picture.png(), file)
                    .setDescription(
                        DiscordMarkdown.cut(
                            picture.description().isBlank()
                                ? picture.title()
                                : picture.description(),
                            ALT_TEXT)))
            .build());
    pieces.stream().skip(1).forEach(piece -> messages.add(message().setContent(piece).build()));
    return messages;
  }

  /** A form where none can be opened: a button that opens it. */
  private MessageCreateData form(Reply.Form form) {
    String text =
        (DiscordMarkdown.line(form.title()) + "\n" + DiscordMarkdown.escape(form.intro())).strip();
    if (!ModalRenderer.fits(form)) {
      return message()
          .setContent(DiscordMarkdown.cut(text.isEmpty() ? DiscordMarkdown.MORE : text, CONTENT))
          .build();
    }
    forms.keep(form);
    return message()
        .setContent(DiscordMarkdown.cut(text.isEmpty() ? form.submit() : text, CONTENT))
        .setComponents(Buttons.opening(form, form.submit() + DiscordMarkdown.MORE))
        .build();
  }

  private static MessageCreateBuilder message() {
    return new MessageCreateBuilder().setAllowedMentions(List.of()).mentionRepliedUser(false);
  }

  private static int colour(Reply.Card card) {
    return card.ended() ? muted(card.tone()) : bright(card.tone());
  }

  private static int bright(Reply.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> 0x3B82F6;
      case GOOD -> 0x22A55B;
      case WARNING -> 0xE0A100;
      case DANGER -> 0xD83A3A;
      case DONE -> 0x8A8F98;
    };
  }

  /** The colours of what has ended. */
  private static int muted(Reply.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> 0x7C8DA8;
      case GOOD -> 0x6F9C82;
      case WARNING -> 0xA3925F;
      case DANGER -> 0xA66A6A;
      case DONE -> 0x8A8F98;
    };
  }

  /** How much text the embeds of one message may still hold. */
  private static final class Allowance {
    private int left;
    private boolean cut;

    Allowance(int all) {
      left = all;
    }

    String take(String escaped, int limit) {
      String taken = DiscordMarkdown.cut(escaped, Math.min(limit, left));
      cut |= taken.length() < escaped.length();
      left -= taken.length();
      return taken;
    }

    int left() {
      return left;
    }

    void leaveOut() {
      cut = true;
    }

    boolean cut() {
      return cut;
    }
  }
}
