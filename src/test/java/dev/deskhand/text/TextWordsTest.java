package dev.deskhand.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person takes for a word. The database only compares what comes out here. */
@Execution(ExecutionMode.CONCURRENT)
class TextWordsTest {

  @ParameterizedTest(name = "“{1}” finds: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        // quotes, dashes and spaces of every kind
        "Der „Kopierer“ im 3. Stock streikt | Kopierer",
        "Der „Kopierer“ im 3. Stock streikt | „Kopierer“",
        "»Beamer« und ‹Leinwand› | Beamer Leinwand",
        "the “scanner” is ‘dead’ | scanner dead",
        "stapler\u00A0empty and tray—jammed…again | jammed",
        "stapler\u00A0empty and tray—jammed…again | again",
        "stapler\u00A0empty and tray—jammed…again | empty",
        "paper\u2009jam\u3000here\u202Fnow | jam here now",
        "tray–two | two",
        "tray―three | three",
        "l’imprimante est cassée | imprimante",
        "l'imprimante est cassée | l’imprimante",
        "l´imprimante est cassée | imprimante",
        "комп’ютер | комп'ютер",
        "“Wi-Fi”（会議室）｜故障 | 会議室",
        // what signs hold together
        "laptop/beamer flicker | beamer",
        "asset NB-20417 lost | 20417",
        "asset NB-20417 lost | NB 20417",
        "asset NB-20417 lost | nb20417",
        "asset NB–20417 lost | NB-20417",
        "asset NB20417 lost | 20417",
        "Drucker §HP-4050§ geht nicht, e-mail an foo@bar.com | 4050",
        "PC-1234 shows KB-5001234 update error -1073741819 | 5001234",
        "PC-1234 shows KB-5001234 update error -1073741819 | 1073741819",
        "PC-1234 shows KB-5001234 update error -1073741819 | -1073741819",
        "Cannot open https://intranet.example.com/hr/payslip.html page | payslip",
        "Cannot open https://intranet.example.com/hr/payslip.html page | intranet.example.com",
        "Cannot open https://intranet.example.com/hr/payslip.html page | https://intranet.example.com/hr/payslip.html",
        "mail to zoe.mueller@corp.example bounces | mueller",
        "cannot open payslips.pdf | pdf",
        "laptop LAPTOP-4711 has no sound | 4711",
        "laptop LAPTOP-4711 has no sound | laptop 4711",
        "printer/scanner on floor 3 jams | scanner",
        "server DC01-SRV-03 has full disk | srv-03",
        "Outlook 16.0.5 shows v2.4.1 mismatch | 2.4.1",
        "Outlook 16.0.5 shows v2.4.1 mismatch | 16.0",
        "user jane.roe cannot log in | roe",
        "mail from jdoe@example.com bounces | example.com",
        "10.20.30.40:8443 unreachable | 40:8443",
        "10.20.30.40:8443 unreachable | 8443",
        "C:\\\\Users\\\\jane\\\\Report_final.docx locked | report_final",
        "\\\\\\\\fileserver01\\\\share$ gone | fileserver01",
        "\\\\\\\\fileserver01\\\\share$ gone | share",
        "MAC 00:1A:2B:3C:4D:5E blocked | 00-1a-2b-3c-4d-5e",
        "MAC 00:1A:2B:3C:4D:5E blocked | 3c:4d",
        "ping 2001:db8::8a2e:370:7334 fails | 2001:db8::8a2e",
        "ping 2001:db8::8a2e:370:7334 fails | 7334",
        "ping fe80::1%eth0 fails | eth0",
        "user_id is wrong in snake_case_name | case",
        "the 16GB module | 16",
        "the 16GB module | gb",
        "Donaudampfschiff-Kapitänsmütze | kapitänsmütze",
        "WLAN Drucker | WLAN-Drucker",
        "R&D wiki | R&D",
        "costs 1,234.56 EUR | 1,234",
        "call +49 (0)30 123456 | 123456",
        "imported as INC0000030 | INC0000030",
        "imported as INC0000030 | 0000030",
        "imported as INC0000030 | 30",
        "imported as INC0000030 | INC30",
        "broken C++ build | C++",
        "broken C# build | c#",
        "the .NET runtime | .NET",
        // letters that are written in several ways
        "НЕ РАБОТАЕТ ПРИНТЕР | принтер",
        "İSTANBUL ofisi | istanbul",
        "ISPARTA ofisi | ısparta",
        "STRASSE gesperrt | Straße",
        "ΟΔΟΣ κλειστή | οδοσ",
        "οδοσήμανση | οδος",
        "für die Küche | kuche",
        "GROẞE DATEI | große",
        "große Datei | GROẞE",
        "ΕΚΤΥΠΩΣΗ ΔΕΝ ΛΕΙΤΟΥΡΓΕΙ | εκτύπωση",
        "εκτύπωση δεν λειτουργεί | ΛΕΙΤΟΥΡΓΕΙ",
        "всё ещё не работает | еще",
        "ВСЕ ЕЩЕ | ещё",
        "شكرًا، تمَّ الحل | شكرا",
        "شكرا تم الحل | تمَّ",
        "أبدا | ابدا",
        "שָׁלוֹם | שלום",
        "צה\"ל ודו״ח | צהל",
        "דו״ח חדש | דו\"ח",
        "błąd serwera łącza | blad lacza",
        "điện thoại hỏng | dien thoai",
        "skærm på kontoret i Øst | ost",
        // with and without a sign between letters
        "Wi-Fi in room 4 | wifi",
        "wifi in room 4 | Wi-Fi",
        "e-mail bounces | email",
        "email bounces | E‑Mail",
        "it doesn’t print | doesnt",
        "doesnt print | doesn't",
        "O’Brien cannot log in | OBrien",
        "Login-Seite | loginseite",
        "ﬁle ｓｅｒｖｅｒ ① | file server 1",
        "Dru\u00ADcker\u200Bpapier | Druckerpapier",
        "می\u200Cخواهم | میخواهم",
        "Tür\uFE0F | Tür",
        "رقم ٤٢ معطل | 42",
        // no spaces between words
        "打印机坏了，请帮忙 | 打印机",
        "打印机坏了，请帮忙 | 坏了",
        "打印机坏了，请帮忙 | 请帮忙",
        "打印机坏了，请帮忙 | 帮",
        "打印机坏了，请帮忙 | 印机坏了",
        "3階のプリンタが動かない | プリンタ",
        "3階のプリンタが動かない | ﾌﾟﾘﾝﾀ",
        "3階のプリンタが動かない | 3階",
        "3階のプリンタが動かない | 動かない",
        "サーバーが落ちた。再起動「済み」 | 再起動",
        "サーバーが落ちた。再起動「済み」 | 済み",
        "네트워크프린터가 고장났어요 | 프린터",
        "เครื่องพิมพ์เสียครับ | พิมพ์",
        "เครื่องพิมพ์เสียครับ | เสีย",
        "الطابعة لا تعمل، ساعدوني؟ | تعمل",
        "الطـــابعة معطلة | الطابعة",
        "प्रिंटर काम नहीं कर रहा है। | प्रिंटर",
        "प्रिंटर काम नहीं कर रहा है। | है",
        "המדפסת לא עובדת | עובדת",
        "máy in bị hỏng | hỏng",
        // emoji beside words
        "drucker🔥kaputt | kaputt",
        "drucker🔥kaputt | drucker",
        "drucker🔥kaputt | 🔥",
        "🖨️kaputt 👩🏽‍💻 | 🖨",
        // words that are no words to PostgreSQL
        "to be or not to be | to be",
        "to be or not to be | not",
        "IT is down | IT",
        "Email down off out on | down off out on",
      })
  void finds(String text, String words) {
    assertThat(isFound(words, text)).isTrue();
    assertThat(isFound(decomposed(words), text)).isTrue();
    assertThat(isFound(words, decomposed(text))).isTrue();
  }

  @ParameterizedTest(name = "“{1}” does not find: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "laptop is dead | top",
        "asset NB-20417 lost | 0417",
        "打印机坏了 | 坏机",
        "Outlook 16.0.5 | 17.0.5",
        "10.20.30.40 | 10.20.31.40",
        "version 1012 | 10.12",
        "version 10.12 | 1012",
        "чай | чаи",
        "a vpn | vpn crash",
      })
  void findsNothingElse(String text, String words) {
    assertThat(isFound(words, text)).isFalse();
  }

  @Test
  void whatSignsHoldTogetherIsLookedForAsOneFirst() {
    assertThat(matches(WordQuery.of("2.4.1").whole(), "2 printers, 4 rooms, 1 floor")).isFalse();
    assertThat(matches(WordQuery.of("2.4.1").whole(), "is v2.4.1 now")).isTrue();
    assertThat(isFound("2.4.1", "2 printers, 4 rooms, 1 floor")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "—", "- – — ―", "%", "_", "'", "\"", "&", "\\", "…"})
  void signsAreNoWords(String text) {
    assertThat(WordQuery.of(text).isEmpty()).isTrue();
    assertThat(new IndexedText().add('A', text)).hasToString("");
  }

  @Test
  void aDashIsNoWord() {
    assertThat(WordQuery.of("VPN - connect")).isEqualTo(WordQuery.of("VPN connect"));
    assertThat(WordQuery.of("VPN – connect")).isEqualTo(WordQuery.of("VPN connect"));
    assertThat(WordQuery.of("-x").whole()).isEqualTo("'x':*");
  }

  @Test
  void aQueryIsBoundedAndSaysHowManyWordsCount() {
    String many =
        IntStream.range(0, 500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    WordQuery query = WordQuery.of(many);
    assertThat(query.words()).isEqualTo(500);
    assertThat(query.whole().split("&")).hasSize(WordQuery.MOST_WORDS);
    for (String odd : List.of("x".repeat(10_000), "a-".repeat(5_000), "坏".repeat(10_000))) {
      assertThat(WordQuery.of(odd).whole().length()).isLessThan(5_000);
      assertThat(isFound(odd, odd)).isTrue();
    }
  }

  @Test
  void whatIsIndexedOfATextIsBoundedWhateverItHolds() {
    String parts =
        IntStream.range(0, 30_000)
            .mapToObj(i -> new String(Character.toChars(0x20000 + i)))
            .collect(Collectors.joining("-x1-"));
    assertThat(new IndexedText().add('A', parts).toString().length()).isLessThan(1_000_000);
  }

  @Test
  void nothingThatIsTypedMakesAnEntryThatTheDatabaseWouldTakeApart() {
    for (int point = 1; point < 0x30000; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        String text = "a" + Character.toString(point) + "b";
        assertThat(WordQuery.of(text).whole())
            .as("U+%X", point)
            .matches("'[^'\\\\\\s]+':\\*( & '[^'\\\\\\s]+':\\*)*");
      }
    }
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private static boolean isFound(String words, String text) {
    WordQuery query = WordQuery.of(words);
    return matches(query.whole(), text) || matches(query.parted(), text);
  }

  /** What PostgreSQL does with the two: every term is the beginning of an entry. */
  private static boolean matches(String query, String text) {
    Set<String> entries =
        TextWords.of(text).stream()
            .flatMap(word -> word.entries().stream())
            .collect(Collectors.toSet());
    return !query.isEmpty()
        && Arrays.stream(query.split(" & "))
            .map(term -> term.substring(1, term.length() - 3))
            .allMatch(term -> entries.stream().anyMatch(entry -> entry.startsWith(term)));
  }
}
