package dev.deskhand.discord.commands;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.discord.commands.CommandTranslations.Part;
import dev.deskhand.discord.commands.CommandTree.Option;
import dev.deskhand.discord.commands.CommandTree.SubCommand;
import dev.deskhand.discord.commands.CommandTree.TopCommand;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word of the commands in every language, within Discord's limits. */
class CommandTranslationsTest {

  private static final CommandTree TREE = new CommandTree(Spoken.REGISTRY);

  static Set<String> languages() {
    return CommandTranslations.FILES.keySet();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyWordIsTranslatedAndNoOtherIs(String language) {
    Map<String, Map<String, String>> file = CommandTranslations.file(language);

    assertThat(file).containsOnlyKeys("names", "texts", "choices");
    assertThat(keys(file, Part.NAMES)).containsExactlyInAnyOrderElementsOf(names());
    assertThat(keys(file, Part.TEXTS)).containsExactlyInAnyOrderElementsOf(texts());
    assertThat(keys(file, Part.CHOICES)).containsExactlyInAnyOrderElementsOf(choices());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void translationsKeepToDiscordsLimits(String language) {
    Map<String, Map<String, String>> file = CommandTranslations.file(language);

    assertThat(values(file, Part.NAMES))
        .allSatisfy(
            name -> {
              assertThat(name).matches("[-_'\\p{L}\\p{N}]{1,32}");
              assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT));
            });
    assertThat(values(file, Part.TEXTS))
        .allSatisfy(text -> assertThat(text).hasSizeBetween(1, 100));
    assertThat(values(file, Part.CHOICES))
        .allSatisfy(one -> assertThat(one).hasSizeBetween(1, 100));
    for (CommandTree.Menu menu : CommandTree.Menu.values()) {
      assertThat(requireNonNull(file.get("texts")).get(menu.title())).hasSizeBetween(1, 32);
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noTwoCommandsOrOptionsBesideEachOtherHaveTheSameName(String language) {
    Map<String, String> names = requireNonNull(CommandTranslations.file(language).get("names"));

    assertThat(TREE.commands()).extracting(one -> names.get(one.name())).doesNotHaveDuplicates();
    for (TopCommand command : TREE.commands()) {
      assertThat(command.subCommands())
          .as(command.name())
          .extracting(one -> names.get(one.name()))
          .doesNotHaveDuplicates();
      for (SubCommand sub : command.subCommands()) {
        assertThat(sub.options())
            .as(sub.name())
            .extracting(one -> names.get(one.name()))
            .doesNotHaveDuplicates();
      }
    }
  }

  /** Of each text the longest translation counts. */
  @Test
  void eachCommandHoldsItsEightThousandCharactersInEveryLanguage() {
    for (TopCommand command : TREE.commands()) {
      int size = longest(Part.NAMES, command.name()) + longest(Part.TEXTS, command.description());
      for (SubCommand sub : command.subCommands()) {
        size += longest(Part.NAMES, sub.name()) + longest(Part.TEXTS, sub.description());
        for (Option option : sub.options()) {
          size += longest(Part.NAMES, option.name()) + longest(Part.TEXTS, option.description());
          for (CommandTree.Choice choice : option.choices()) {
            size += longest(Part.CHOICES, choice.name()) + choice.value().length();
          }
        }
      }
      assertThat(size).as(command.name()).isLessThanOrEqualTo(8_000);
    }
  }

  @Test
  void spanishIsThereOnBothSidesOfTheOcean() {
    assertThat(CommandTranslations.of(Part.NAMES, "report"))
        .containsEntry(DiscordLocale.GERMAN, "melden")
        .containsEntry(DiscordLocale.FRENCH, "signaler")
        .containsEntry(DiscordLocale.SPANISH, "informar")
        .containsEntry(DiscordLocale.SPANISH_LATAM, "informar");
    assertThat(CommandTranslations.of(Part.NAMES, "no such word")).isEmpty();
  }

  private static int longest(Part part, String english) {
    return Stream.concat(
            Stream.of(english), CommandTranslations.of(part, english).values().stream())
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  private static Set<String> names() {
    return set(
        TREE.commands().stream()
            .flatMap(
                command ->
                    Stream.concat(
                        Stream.of(command.name()),
                        command.subCommands().stream()
                            .flatMap(
                                sub ->
                                    Stream.concat(
                                        Stream.of(sub.name()),
                                        sub.options().stream().map(Option::name))))));
  }

  private static Set<String> texts() {
    return set(
        Stream.concat(
            Stream.of(CommandTree.Menu.values()).map(CommandTree.Menu::title),
            TREE.commands().stream()
                .flatMap(
                    command ->
                        Stream.concat(
                            Stream.of(command.description()),
                            command.subCommands().stream()
                                .flatMap(
                                    sub ->
                                        Stream.concat(
                                            Stream.of(sub.description()),
                                            sub.options().stream().map(Option::description)))))));
  }

  private static Set<String> choices() {
    return set(
        TREE.commands().stream()
            .flatMap(command -> command.subCommands().stream())
            .flatMap(sub -> sub.options().stream())
            .flatMap(option -> option.choices().stream())
            .map(CommandTree.Choice::name));
  }

  private static Set<String> set(Stream<String> words) {
    return words.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(Map<String, Map<String, String>> file, Part part) {
    return requireNonNull(file.get(part.key())).keySet();
  }

  private static List<String> values(Map<String, Map<String, String>> file, Part part) {
    return List.copyOf(requireNonNull(file.get(part.key())).values());
  }
}
