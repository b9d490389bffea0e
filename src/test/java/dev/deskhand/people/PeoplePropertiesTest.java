package dev.deskhand.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.language.Role;
import dev.deskhand.people.PeopleProperties.Visitors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeoplePropertiesTest {

  @Test
  void aGroupMayCarrySeveralRoles() {
    assertThat(roles("slack", " S1:agent", "S1:manager ", "").rolesByGroup())
        .isEqualTo(Map.of("slack:S1", Set.of(Role.AGENT, Role.MANAGER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"S1", "S1:boss", ":agent", "S1:guest", "S1:AGENT", "S1:agent:manager"})
  void whatIsNoGroupWithARoleIsRefusedWithItsName(String entry) {
    assertThatThrownBy(() -> roles("slack", entry))
        .hasMessageContaining("DESKHAND_SLACK_ROLES")
        .hasMessageContaining("\"" + entry + "\"")
        .hasMessageContaining("employee, agent, manager, admin");
    assertThatThrownBy(() -> roles("discord", entry))
        .hasMessageContaining("DESKHAND_DISCORD_ROLES");
  }

  @Test
  void guestsAndStrangersGetWhatConfigurationAllows() {
    PeopleProperties mixed =
        new PeopleProperties(List.of(), Map.of(), Visitors.EMPLOYEE, Visitors.NOTHING);

    assertThat(mixed.rolesOf(MembershipStatus.GUEST)).containsExactly(Role.EMPLOYEE);
    assertThat(mixed.rolesOf(MembershipStatus.UNKNOWN)).containsExactly(Role.EMPLOYEE);
    assertThat(mixed.rolesOf(MembershipStatus.STRANGER)).isEmpty();
    assertThat(mixed.rolesOf(MembershipStatus.GONE)).isEmpty();
  }

  private static PeopleProperties roles(String platform, String... entries) {
    return new PeopleProperties(
        List.of(), Map.of(platform, List.of(entries)), Visitors.REPORT, Visitors.REPORT);
  }
}
