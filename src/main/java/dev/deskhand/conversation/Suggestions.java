package dev.deskhand.conversation;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.language.CommandSpec.Param;
import java.util.List;

/** Completes what somebody is typing. */
public interface Suggestions {

  /**
   * What could stand for a parameter: tickets that the person may see, services, catalog items,
   * teams or commands. Nobody is made known to the desk by it, and nothing is put on record.
   *
   * @param typed what was typed so far; may be empty
   * @return at most 25 (Discord's limit), the best first; empty for parameters of other kinds
   */
  List<Reply.Option> suggest(Sender sender, Param param, String typed);
}
