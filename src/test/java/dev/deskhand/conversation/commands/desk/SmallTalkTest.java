package dev.deskhand.conversation.commands.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallTalkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi",
        "Hi there 👋",
        "hello :wave:",
        "👋",
        ":ticket:",
        "!!!",
        "Good morning all",
        "hey desk",
        "Moin",
        "Guten Tag",
        "bonjour",
        "hola!",
        "hi again"
      })
  void greetingsAreGreeted(String text) {
    assertThat(SmallTalk.of(text)).isEqualTo(SmallTalk.GREETING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thanks",
        "thanks a lot!!",
        "Thank you so much",
        "ok",
        "great, thanks :+1:",
        "vielen Dank",
        "merci beaucoup",
        "thx",
        "thank you for your help",
        "perfect 👍",
        "hey thanks"
      })
  void thanksAreTakenWithAWord(String text) {
    assertThat(SmallTalk.of(text)).isEqualTo(SmallTalk.THANKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi, the VPN is down",
        "thanks but it is still broken",
        "good",
        "is it you",
        "the printer",
        "hello hello hello hello hello hello hello hello",
        "ok 2 screens are black",
        "help with it"
      })
  void anythingElseMayBeAnIssue(String text) {
    assertThat(SmallTalk.of(text)).isEqualTo(SmallTalk.NONE);
  }
}
