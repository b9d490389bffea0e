package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.optional.PrivateThreads;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.PostedCards;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Somebody who takes no direct messages is served where they reported. */
class ServedAsideTest {

  private static final Address.Person SAM = new Address.Person("slack", "U1");
  private static final MessageRef ASIDE = new MessageRef("C9/T1", "m77");

  private final ScriptedPlatform slack = new ScriptedPlatform("slack");
  private final Desk desk = new Desk(slack);

  @AfterEach
  void end() {
    assertThat(slack.broken).isEmpty();
    desk.close();
  }

  @Test
  void thePlatformCanAskWhereTheyReportedAndWhereThePanelsAre() {
    Address.Channel help = new Address.Channel("slack", "C5");
    desk.outbox.pin(help, Outbox.PANEL, new Reply.Text("panel"));
    desk.drain(help);
    desk.tickets.put("REQ-1", card("of another"));
    desk.tickets.put("INC-2", card("unknown"));
    desk.write(
        own("v1", "C9"),
        under("said"),
        OutboxDraft.message(SAM, new Reply.Text("by itself")),
        OutboxDraft.card(SAM, "REQ-1", CardReader.APPROVER),
        OutboxDraft.ownCard(SAM, "INC-2", CardReader.REQUESTER, ""));
    desk.drain(SAM);

    PrivateThreads.Channels channels = new JdbcPrivateThreadChannels(desk.jdbc);
    assertThat(channels.of(SAM, "INC-1")).contains(List.of("C9", "C5"));
    assertThat(channels.of(SAM, "INC-2")).contains(List.of("C5"));
    assertThat(channels.of(SAM, "REQ-1")).as("that of another").isEmpty();
    assertThat(channels.of(new Address.Person("slack", "U2"), "INC-1")).isEmpty();
    assertThat(slack.delivered)
        .extracting(Outbound::subject)
        .containsExactly(null, "INC-1", "INC-1", null, "REQ-1", "INC-2");
  }

  @Test
  void theCardIsEditedWhereItStandsAndWhatIsSaidStandsUnderIt() {
    slack.next(this::aside);
    desk.write(own("v1", "C9"), under("said"));
    desk.drain(SAM);
    desk.write(own("v2", ""));
    desk.drain(SAM);

    assertThat(slack.texts()).containsExactly("INC-1 v1", "said", "INC-1 v2");
    assertThat(slack.delivered).extracting(Outbound::edits).containsExactly(null, null, ASIDE);
    assertThat(slack.delivered).extracting(Outbound::under).containsExactly(null, ASIDE, null);
  }

  @Test
  void whoTakesNoDirectMessagesAnyMoreIsShownTheCardAnewBeforeWhatIsSaid() {
    desk.write(own("v1", "C9"));
    desk.drain(SAM);
    slack.next(message -> new Delivery.TargetGone("no direct messages"));
    slack.next(this::aside);
    desk.write(under("said"));
    desk.drain(SAM);

    assertThat(slack.texts()).containsExactly("INC-1 v1", "INC-1 v1", "said");
    assertThat(slack.delivered.get(1).subject()).isEqualTo("INC-1");
    assertThat(slack.delivered.get(2).under()).isEqualTo(ASIDE);
    assertThat(slack.delivered.get(2).again()).as("it was not sent before").isFalse();
  }

  @Test
  void theThreadIsTheTicketsAndTheirs() {
    slack.next(this::aside);
    desk.write(own("v1", "C9"));
    desk.drain(SAM);
    StaticListableBeanFactory platforms = new StaticListableBeanFactory();
    platforms.addBean("discord", (PrivateThreads) () -> "discord");
    TicketThreads threads =
        new JdbcTicketThreads(
            desk.jdbc,
            platforms.getBeanProvider(ChatPlatform.class),
            platforms.getBeanProvider(PrivateThreads.class));
    Place place = new Place("slack", "C9", "T1", false);

    assertThat(threads.at(place))
        .containsExactly(
            new TicketThreads.TicketThread(
                "INC-1", TicketThreads.Side.REQUESTER, SAM.conversation()));
    assertThat(threads.at(new Place("slack", "C9", "T2", false))).isEmpty();
    assertThat(threads.at(new Place("slack", "C9", null, false))).isEmpty();
    PostedCards cards = new PostedCards(desk.jdbc);
    assertThat(cards.stands("INC-1", SAM.conversation(), "slack:C9/T1")).isTrue();
    assertThat(cards.stands("INC-1", SAM.conversation(), "slack:C9/T2")).isFalse();
    assertThat(threads.privateOn("slack")).isFalse();
    assertThat(threads.privateOn("discord")).isTrue();
  }

  private Delivery aside(Outbound message) {
    slack.accept(message);
    return new Delivery.Delivered(ASIDE);
  }

  private OutboxDraft own(String title, String reportedIn) {
    desk.tickets.put("INC-1", card(title));
    return OutboxDraft.ownCard(SAM, "INC-1", CardReader.REQUESTER, reportedIn);
  }

  private static OutboxDraft under(String words) {
    return OutboxDraft.underCard(SAM, "INC-1", new Reply.Text(words));
  }

  private static Reply.Card card(String title) {
    return new Reply.Card("INC-1", title, Reply.Tone.NEUTRAL, List.of(), "", List.of(), List.of());
  }
}
