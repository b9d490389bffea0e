package dev.deskhand.chat;

import java.util.List;

/** Finds what can be chosen in a form while somebody types. */
public interface FormChoices {

  /**
   * What could be chosen in an input of a form that the desk showed: services, teams, or the
   * choices of an item of the catalog. Nobody is made known to the desk by it, and nothing is put
   * on record.
   *
   * @param command the {@link Reply.Form#command() form's command}
   * @param input the {@link Reply.Input#name() input's name}
   * @param typed what was typed so far; may be empty
   * @return at most 100 (Slack's limit), the best first; empty where nothing is to be chosen, and
   *     for people who may not give the command
   */
  List<Reply.Option> choices(Sender sender, String command, String input, String typed);
}
