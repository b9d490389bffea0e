package dev.deskhand.discord.commands;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.discord.commands.CommandTree.Option;
import dev.deskhand.discord.commands.CommandTree.SubCommand;
import dev.deskhand.discord.commands.CommandTree.TopCommand;
import dev.deskhand.language.CommandDefinition;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandPermission;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Discord's limits on commands: 25 options, 25 choices, 8,000 characters in one command. */
class CommandTreeTest {

  private static final CommandTree TREE = new CommandTree(Spoken.REGISTRY);

  static Iterable<TopCommand> commands() {
    return TREE.commands();
  }

  @Test
  void everyCommandIsASubCommandOnce() {
    assertThat(TREE.commands())
        .flatExtracting(TopCommand::subCommands)
        .extracting(SubCommand::command)
        .containsExactlyInAnyOrderElementsOf(Spoken.REGISTRY.all());
  }

  @Test
  void aCommandWithoutTranslationIsNamed() {
    CommandDefinition<String> dance =
        new CommandDefinition<>() {
          @Override
          public CommandSpec spec() {
            return CommandSpec.of("dance", CommandGroup.DESK, "Dances", "dance")
                .permits(CommandPermission.anybody());
          }

          @Override
          public String arguments(ParsedArguments given) {
            return "";
          }
        };
    CommandRegistry commands = new CommandRegistry(List.of(dance));

    assertThatThrownBy(() -> new CommandTree(commands))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"dance\"");
  }

  @Test
  void onlyAgentsAreShownTheMenuOfAPerson() {
    assertThat(CommandTree.Menu.REPORT_MESSAGE.permissions()).isZero();
    assertThat(CommandTree.Menu.TICKETS_OF_PERSON.permissions()).isEqualTo(8_192L);
  }

  @Test
  void onlyTheDeskItselfIsShownToEveryone() {
    Map<String, Long> permissions =
        TREE.commands().stream().collect(toMap(TopCommand::name, TopCommand::permissions));

    assertThat(permissions)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("desk", 0L, "agent", 8_192L, "outage", 8_192L, "manage", 32L));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandKeepsToDiscordsLimits(TopCommand command) {
    assertThat(command.name()).matches("[a-z]{1,32}");
    assertThat(command.description()).hasSizeBetween(1, 100);
    assertThat(command.subCommands()).hasSizeBetween(1, 25);
    assertThat(command.subCommands()).extracting(SubCommand::name).doesNotHaveDuplicates();
    assertThat(characters(command)).isLessThanOrEqualTo(8_000);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aSubCommandKeepsToDiscordsLimits(TopCommand command) {
    assertThat(command.subCommands())
        .allSatisfy(
            sub -> {
              assertThat(sub.name()).matches("[a-z-]{1,32}");
              assertThat(sub.description()).hasSizeBetween(1, 100);
              assertThat(sub.options()).hasSizeLessThanOrEqualTo(25);
              assertThat(sub.options()).extracting(Option::name).doesNotHaveDuplicates();
              assertThat(sub.options().stream().dropWhile(Option::required))
                  .as("required options come first")
                  .noneMatch(Option::required);
              assertThat(sub.options())
                  .allSatisfy(
                      option -> {
                        assertThat(option.name()).matches("[a-z]{1,32}");
                        assertThat(option.description()).hasSizeBetween(1, 100);
                        assertThat(option.choices()).hasSizeLessThanOrEqualTo(25);
                        assertThat(option.autocomplete() && !option.choices().isEmpty())
                            .as("choices are not completed")
                            .isFalse();
                      });
            });
  }

  /** Names, descriptions and values, as Discord counts them. */
  private static int characters(TopCommand command) {
    return command.name().length()
        + command.description().length()
        + command.subCommands().stream().mapToInt(CommandTreeTest::characters).sum();
  }

  private static int characters(SubCommand sub) {
    return sub.name().length()
        + sub.description().length()
        + sub.options().stream()
            .mapToInt(
                option ->
                    option.name().length()
                        + option.description().length()
                        + option.choices().stream()
                            .mapToInt(choice -> choice.name().length() + choice.value().length())
                            .sum())
            .sum();
  }
}
