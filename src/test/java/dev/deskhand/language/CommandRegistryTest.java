package dev.deskhand.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a start finds wrong with the commands, and what is said of whom they are for. */
class CommandRegistryTest {

  private static CommandSpec named(String words) {
    return CommandSpec.of(words, CommandGroup.DESK, "Does something", words)
        .permits(CommandPermission.anybody());
  }

  private static CommandDefinition<String> command(CommandSpec spec) {
    return new CommandDefinition<>() {
      @Override
      public CommandSpec spec() {
        return spec;
      }

      @Override
      public String arguments(ParsedArguments given) {
        return "";
      }
    };
  }

  @Test
  void aCommandThatNobodyMayGiveIsNamed() {
    CommandSpec forgotten = CommandSpec.of("dance", CommandGroup.DESK, "Dances", "dance");

    assertThatThrownBy(() -> new CommandRegistry(List.of(command(forgotten))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"dance\"");
  }

  @Test
  void aNameThatIsTakenIsNamed() {
    assertThatThrownBy(
            () ->
                new CommandRegistry(
                    List.of(command(named("dance")), command(named("sing").alsoSpelled("dance")))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"dance\"");
  }

  @Test
  void aCommandForWhichItsGroupHasNoRoomIsNamed() {
    List<CommandDefinition<String>> many =
        IntStream.rangeClosed(1, 26).mapToObj(n -> command(named("dance" + n))).toList();

    assertThatThrownBy(() -> new CommandRegistry(many))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"dance26\"");
  }

  @Test
  void forWhomACommandIsFollowsFromWhoMayGiveIt() {
    assertThat(Spoken.REGISTRY.all())
        .filteredOn(command -> List.of("help", "report", "show").contains(command.words()))
        .hasSize(3)
        .allMatch(command -> command.permission().words().equals("everyone"));
    assertThat(Spoken.REGISTRY.spec("reopen").permission().words())
        .isEqualTo("agents, its requester");
    assertThat(Spoken.REGISTRY.spec("queue").permission().words()).isEqualTo("agents, managers");
    assertThat(Spoken.REGISTRY.spec("approve").permission().words()).isEqualTo("its approvers");
  }
}
