package dev.deskhand.discord.commands;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.yaml.snakeyaml.Yaml;

/**
 * The words of the commands in other languages, by the English ones. What is not translated is
 * shown in English.
 */
public final class CommandTranslations {

  /** The parts of a file of translations. */
  public enum Part {
    /** Names of commands and options: lower case, no spaces. */
    NAMES,
    /** Descriptions, and the entries of context menus. */
    TEXTS,
    /** What is shown for the choices of an option. */
    CHOICES;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The files, and the languages of Discord's client for which each is. */
  static final Map<String, List<DiscordLocale>> FILES =
      Map.of(
          "de", List.of(DiscordLocale.GERMAN),
          "fr", List.of(DiscordLocale.FRENCH),
          "es", List.of(DiscordLocale.SPANISH, DiscordLocale.SPANISH_LATAM));

  private static final Map<DiscordLocale, Map<String, Map<String, String>>> ALL = all();

  private CommandTranslations() {}

  /** What English words are in each language. */
  public static Map<DiscordLocale, String> of(Part part, String english) {
    Map<DiscordLocale, String> found = new EnumMap<>(DiscordLocale.class);
    ALL.forEach(
        (locale, parts) -> {
          String words = parts.getOrDefault(part.key(), Map.of()).get(english);
          if (words != null) {
            found.put(locale, words);
          }
        });
    return found;
  }

  /** Whether a language has no words for these. */
  static boolean lack(Part part, String english) {
    return of(part, english).size() < ALL.size();
  }

  /** Everything in one file: by part, and in it by the English words. */
  static Map<String, Map<String, String>> file(String language) {
    String name = "/discord/" + language + ".yaml";
    try (InputStream stream = CommandTranslations.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("There is no " + name);
      }
      return new Yaml().load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<DiscordLocale, Map<String, Map<String, String>>> all() {
    Map<DiscordLocale, Map<String, Map<String, String>>> all = new EnumMap<>(DiscordLocale.class);
    FILES.forEach(
        (language, locales) -> {
          Map<String, Map<String, String>> file = file(language);
          locales.forEach(locale -> all.put(locale, file));
        });
    return all;
  }
}
