package dev.deskhand.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @Test
  void whatAnAddressIsCalledNamesIt() {
    for (Address address :
        List.of(
            new Address.Person("slack", "U1"),
            new Address.Channel("discord", "4567"),
            new Address.Thread("slack", "C012", "17.3"))) {
      assertThat(Address.read(address.conversation())).contains(address);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web", "slack:", ":C012"})
  void whatNamesNoneIsNone(String words) {
    assertThat(Address.read(words)).isEmpty();
  }
}
