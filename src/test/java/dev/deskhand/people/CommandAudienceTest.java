package dev.deskhand.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Audience;
import dev.deskhand.people.Permissions.Relation;
import dev.deskhand.people.roles.PermissionTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a command is said to be for, against who may give it. */
class CommandAudienceTest {

  static List<CommandSpec> commands() {
    return CommandRegistry.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whomACommandIsSaidToBeForMayGiveIt(CommandSpec spec) {
    PermissionTable.Row row = PermissionTable.of(spec.name());

    for (Role role : named(spec.audience())) {
      assertThat(allowed(row, role)).as("%s by %s", spec.name(), role).isTrue();
    }
    for (Relation relation : related(spec.audience())) {
      assertThat(row.related()).as("%s by its %s", spec.name(), relation).contains(relation);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whoMayGiveACommandByTheirRoleIsNamed(CommandSpec spec) {
    PermissionTable.Row row = PermissionTable.of(spec.name());

    assertThat(named(spec.audience()))
        .as("%s", spec.name())
        .containsAll(row.allowed().stream().filter(role -> role != Role.GUEST).toList());
  }

  /** Guests are left out: what they may, configuration allows. */
  private static Set<Role> named(Audience audience) {
    return switch (audience) {
      case EVERYONE -> EnumSet.complementOf(EnumSet.of(Role.GUEST));
      case REQUESTER_OR_AGENT, AGENT -> Set.of(Role.AGENT);
      case AGENT_OR_MANAGER -> Set.of(Role.AGENT, Role.MANAGER);
      case APPROVER -> Set.of();
      case MANAGER -> Set.of(Role.MANAGER);
      case ADMIN -> Set.of(Role.ADMIN);
    };
  }

  /** By the role alone, or on some ticket. */
  private static boolean allowed(PermissionTable.Row row, Role role) {
    return Stream.concat(
            Stream.of(Set.<Relation>of()), EnumSet.allOf(Relation.class).stream().map(Set::of))
        .anyMatch(relations -> row.allows(Set.of(role), relations));
  }

  private static Set<Relation> related(Audience audience) {
    return switch (audience) {
      case REQUESTER_OR_AGENT -> Set.of(Relation.REQUESTER);
      case APPROVER -> Set.of(Relation.APPROVER);
      case EVERYONE, AGENT, AGENT_OR_MANAGER, MANAGER, ADMIN -> Set.of();
    };
  }
}
