package dev.deskhand.conversation;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Sender;
import dev.deskhand.conversation.commands.FreshFileLinks;
import dev.deskhand.language.Role;
import dev.deskhand.people.Actor;
import dev.deskhand.people.Person;
import dev.deskhand.text.Text;
import dev.deskhand.tickets.Incidents;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command's circumstances.
 *
 * @param person who gave it
 * @param actor the same, as the record of changes wants it
 * @param origin how it arrived
 * @param answeredTo where the answer goes if it is posted
 * @param fresh what the platforms were asked beforehand
 */
public record CommandContext(
    Person person, Actor actor, Origin origin, Address answeredTo, FreshFileLinks.Fresh fresh) {

  public String platform() {
    return origin.sender().platform();
  }

  /** A text with the names of those whom it mentions, in place of their ids. */
  public String named(String text) {
    String named = text;
    for (Sender sender : origin.mentioned()) {
      named =
          Pattern.compile("@" + Pattern.quote(sender.userId()) + "(?![\\p{L}\\p{N}_])")
              .matcher(named)
              .replaceAll(Matcher.quoteReplacement("@" + sender.name()));
    }
    return Text.length(named) <= Incidents.TEXT_LIMIT ? named : text;
  }

  public boolean agent() {
    return person.is(Role.AGENT);
  }
}
