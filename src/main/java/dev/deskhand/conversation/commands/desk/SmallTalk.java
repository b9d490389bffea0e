package dev.deskhand.conversation.commands.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that want nothing of the desk but a friendly answer. */
enum SmallTalk {
  GREETING,
  THANKS,
  NONE;

  private static final int LONGEST = 7;

  private static final Set<String> GREETINGS =
      Set.of(
          "hi",
          "hello",
          "hey",
          "heya",
          "hiya",
          "hallo",
          "moin",
          "servus",
          "howdy",
          "greetings",
          "yo",
          "morning",
          "afternoon",
          "evening",
          "hola",
          "bonjour",
          "salut",
          "ciao",
          "ola",
          "hej",
          "guten",
          "buenos",
          "buongiorno",
          "goedemorgen");

  private static final Set<String> THANKS_WORDS =
      Set.of(
          "thanks",
          "thank",
          "thx",
          "ty",
          "tysm",
          "cheers",
          "danke",
          "dankeschön",
          "merci",
          "gracias",
          "grazie",
          "obrigado",
          "obrigada",
          "bedankt",
          "tack",
          "perfect",
          "great",
          "cool",
          "nice",
          "ok",
          "okay",
          "super",
          "awesome",
          "brilliant",
          "lovely");

  /** They say nothing by themselves, and do not turn a greeting into an issue. */
  private static final Set<String> FILLERS =
      Set.of(
          "good",
          "there",
          "all",
          "everyone",
          "everybody",
          "team",
          "folks",
          "again",
          "desk",
          "deskhand",
          "you",
          "u",
          "so",
          "much",
          "very",
          "a",
          "lot",
          "many",
          "guys",
          "for",
          "the",
          "your",
          "help",
          "support",
          "that",
          "it",
          "dear",
          "to",
          "day",
          "tag",
          "morgen",
          "abend",
          "dias",
          "días",
          "beaucoup",
          "schön",
          "sehr",
          "vielen",
          "dank",
          "is",
          "was",
          "s");

  /** How some platforms write an emoji. */
  private static final Pattern EMOJI_NAME = Pattern.compile(":[a-z0-9_+'-]+:");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** What some words are; those without a letter or digit, such as emoji, are a greeting. */
  static SmallTalk of(String text) {
    String bare = EMOJI_NAME.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    List<String> words =
        Arrays.stream(NO_LETTERS.split(bare)).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      return GREETING;
    }
    boolean small =
        words.size() <= LONGEST
            && words.stream()
                .allMatch(
                    word ->
                        GREETINGS.contains(word)
                            || THANKS_WORDS.contains(word)
                            || FILLERS.contains(word));
    if (!small) {
      return NONE;
    }
    if (words.stream().anyMatch(THANKS_WORDS::contains) || words.contains("dank")) {
      return THANKS;
    }
    return words.stream().anyMatch(GREETINGS::contains) ? GREETING : NONE;
  }
}
