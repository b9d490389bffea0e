package dev.deskhand.notifications.outbox;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.json.MessageJson;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where the cards of tickets stand. Every method is one statement. */
@Repository
public class PostedCards {

  private final JdbcClient jdbc;

  public PostedCards(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The card is not there any more: its next message is posted anew.
   *
   * @param was where it stood; if somebody has posted it anew since, that one stays
   */
  public void forget(String subject, String conversation, MessageRef was) {
    jdbc.sql(
            """
            update posted_card set channel = null, message = null
            where subject = ? and conversation = ? and channel = ? and message = ?
            """)
        .params(subject, conversation, was.channel(), was.message())
        .update();
  }

  /**
   * Whether a card stands in a thread that was made for it.
   *
   * @param conversation the one that it is written to
   * @param thread the {@link Address#conversation() conversation} of the thread
   */
  public boolean stands(String subject, String conversation, String thread) {
    return thread.indexOf('/') > 0
        && jdbc.sql(
                """
                select exists (select 1 from posted_card
                  where subject = ? and conversation = ? and platform || ':' || channel = ?)
                """)
            .params(subject, conversation, thread)
            .query(Boolean.class)
            .single();
  }

  /**
   * The card was posted anew.
   *
   * @param ended whether it says that the work is over
   */
  public void found(String subject, String conversation, MessageRef at, boolean ended) {
    jdbc.sql(
            """
            update posted_card set channel = ?, message = ?, ended = ?
            where subject = ? and conversation = ?
            """)
        .params(at.channel(), at.message(), ended, subject, conversation)
        .update();
  }

  /** Where the cards of a ticket are or are going to be, in direct conversations with people. */
  public List<Address.Person> peopleWith(String subject) {
    return jdbc
        .sql("select address from posted_card where subject = ? and address ->> 'kind' = 'person'")
        .param(subject)
        .query((row, number) -> MessageJson.address(row.getString(1)))
        .list()
        .stream()
        .filter(Address.Person.class::isInstance)
        .map(Address.Person.class::cast)
        .toList();
  }

  /** Where the cards of a ticket are or are going to be. */
  public List<Address> of(String subject) {
    return jdbc.sql("select address from posted_card where subject = ? limit 100")
        .param(subject)
        .query((row, number) -> MessageJson.address(row.getString(1)))
        .list();
  }

  Optional<String> subjectOf(String platform, MessageRef message) {
    return jdbc.sql(
            """
            select subject from posted_card
            where platform = ? and channel = ? and message = ? and subject not like 'pin:%' limit 1
            """)
        .params(platform, message.channel(), message.message())
        .query((row, number) -> row.getString(1))
        .optional();
  }
}
