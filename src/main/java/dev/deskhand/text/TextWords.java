package dev.deskhand.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text, as a search knows them. What signs such as {@code / - . _ @ : +} hold
 * together is one word, and can be found from the beginning of each of its parts on: {@code
 * DC01-SRV-03} by {@code srv-03}, {@code v2.4.1} by {@code 2.4.1}, {@code INC0000030} by {@code
 * 30}. Which of these signs it is does not matter, and between letters it need not be there.
 * Scripts that are written without spaces are found from each of their characters on.
 */
public final class TextWords {

  /** Raised when texts part otherwise, so that what was indexed before is indexed anew. */
  public static final int VERSION = 2;

  /** The characters by which words are told apart; what follows after them is not looked at. */
  static final int LONGEST = 40;

  /** As many characters of a script without spaces make an entry. */
  static final int GRAM = 3;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          // written with spaces, though seldom between the parts of a compound
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.YI,
          UnicodeScript.JAVANESE,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM);

  private static final String JOINING =
      "/\\-.@:+'&#~\u00B7\u05F3\u05F4\u2010\u2011\u2012\u2013\u2212";
  private static final String HEBREW_QUOTES = "\"\u201C\u201D";

  /** Also the dots of the Cyrillic yo, and the signs for vowels in Hebrew and Arabic. */
  private static final Pattern ACCENTS =
      Pattern.compile(
          "(?<=[\\p{IsLatin}\\p{IsGreek}])[\\u0300-\\u036F]+|(?<=\\u0435)\\u0308"
              + "|[\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7"
              + "\\u064B-\\u0655\\u0670]");

  private static final int TATWEEL = 0x640;

  private TextWords() {}

  /** One word: its parts, and how it is written from each of them on. */
  record Word(List<Part> parts) {

    /**
     * From a part on, and cut at {@link #LONGEST}: with one sign for whatever joins parts, and none
     * between letters, since e-mail is email.
     */
    String from(int part) {
      StringBuilder text = new StringBuilder();
      for (int i = part; i < parts.size(); i++) {
        if (i > part && parts.get(i).joined() && !(areLetters(i - 1) && areLetters(i))) {
          text.append('-');
        }
        text.append(parts.get(i).text());
        if (text.length() >= 2 * LONGEST) {
          break;
        }
      }
      return cut(text.toString());
    }

    private boolean areLetters(int part) {
      return parts.get(part).kind() == Kind.LETTERS;
    }

    /** What the index holds of it. */
    Set<String> entries() {
      Set<String> entries = new LinkedHashSet<>();
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        if (part.kind() == Kind.WITHOUT_SPACES) {
          entries.addAll(part.grams());
        } else {
          String entry = from(i);
          entries.add(entry);
          if (part.kind() == Kind.DIGITS) {
            entries.add(withoutZeros(entry));
          }
        }
      }
      return entries;
    }
  }

  /** A run of characters of one kind; {@code joined} if a sign stands before it. */
  record Part(Kind kind, boolean joined, String text) {

    /** From each character on; those at the end are shorter. */
    List<String> grams() {
      int[] points = text.codePoints().toArray();
      List<String> grams = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        grams.add(new String(points, i, Math.min(GRAM, points.length - i)));
      }
      return grams;
    }
  }

  /** What runs are made of. */
  enum Kind {
    LETTERS,
    DIGITS,
    WITHOUT_SPACES,
    EMOJI
  }

  /** The words of a text, in its order. */
  static List<Word> of(String text) {
    return new Reading(bare(FoldedText.folded(text))).words();
  }

  /** Found with and without are what people often leave out; elsewhere marks are letters. */
  private static String bare(String folded) {
    String apart = Normalizer.normalize(folded, Normalizer.Form.NFD);
    String bare = Normalizer.normalize(ACCENTS.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
    // their strokes are no marks to Unicode
    return bare.replace('\u0142', 'l').replace('\u00F8', 'o').replace('\u0111', 'd');
  }

  static String cut(String text) {
    return Text.first(text, LONGEST);
  }

  private static String withoutZeros(String entry) {
    int start = 0;
    while (start + 1 < entry.length()
        && entry.charAt(start) == '0'
        && Character.isDigit(entry.charAt(start + 1))) {
      start++;
    }
    return entry.substring(start);
  }

  /** Goes through a folded text once. */
  private static final class Reading {

    private final int[] points;
    private final List<Word> words = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private Kind kind = Kind.LETTERS;
    private boolean joined;

    Reading(String text) {
      points = text.codePoints().toArray();
    }

    List<Word> words() {
      for (int i = 0; i < points.length; i++) {
        int point = points[i];
        if (point == TATWEEL) {
          continue;
        }
        if (continues(point)) {
          if (!run.isEmpty()) {
            run.appendCodePoint(point);
          } else if (Character.isLetter(point)) {
            start(Kind.LETTERS, point);
          }
        } else if (isEmoji(point)) {
          endWord();
          start(Kind.EMOJI, point);
          endWord();
        } else if (Character.isDigit(point)) {
          add(Kind.DIGITS, '0' + Character.digit(point, 10));
        } else if (Character.isLetter(point)
            || Character.getType(point) == Character.OTHER_NUMBER) {
          add(
              WITHOUT_SPACES.contains(UnicodeScript.of(point)) ? Kind.WITHOUT_SPACES : Kind.LETTERS,
              point);
        } else if (isPartOfName(i)) {
          run.appendCodePoint(point);
        } else if (joins(i)) {
          endPart();
          joined = !parts.isEmpty();
        } else {
          endWord();
        }
      }
      endWord();
      return words;
    }

    private void add(Kind next, int point) {
      if (!run.isEmpty() && kind != next) {
        endPart();
      }
      if (run.isEmpty()) {
        start(next, point);
      } else {
        run.appendCodePoint(point);
      }
    }

    private void start(Kind next, int point) {
      kind = next;
      run.appendCodePoint(point);
    }

    private void endPart() {
      if (!run.isEmpty()) {
        parts.add(new Part(kind, joined, run.toString()));
        run.setLength(0);
        joined = false;
      }
    }

    private void endWord() {
      endPart();
      joined = false;
      if (!parts.isEmpty()) {
        words.add(new Word(List.copyOf(parts)));
        parts.clear();
      }
    }

    /** Marks belong to the letter before them, as do signs that several scripts share. */
    private static boolean continues(int point) {
      return switch (Character.getType(point)) {
        case Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.ENCLOSING_MARK ->
            true;
        case Character.MODIFIER_LETTER -> UnicodeScript.of(point) == UnicodeScript.COMMON;
        default -> false;
      };
    }

    private static boolean isEmoji(int point) {
      return Character.isEmojiPresentation(point) || Character.isExtendedPictographic(point);
    }

    /** The signs at the end of C++ and C#. */
    private boolean isPartOfName(int at) {
      int point = points[at];
      if ((point != '+' && point != '#') || run.isEmpty() || kind != Kind.LETTERS) {
        return false;
      }
      int end = at;
      while (end < points.length && points[end] == point) {
        end++;
      }
      return end - at <= 2 && (end == points.length || !Character.isLetterOrDigit(points[end]));
    }

    private boolean joins(int at) {
      int point = points[at];
      return JOINING.indexOf(point) >= 0
          || Character.getType(point) == Character.CONNECTOR_PUNCTUATION
          || (point == ',' && isDigit(at - 1) && isDigit(at + 1))
          // a Hebrew abbreviation has one before its last letter
          || (HEBREW_QUOTES.indexOf(point) >= 0 && isHebrew(at - 1) && isHebrew(at + 1));
    }

    private boolean isHebrew(int at) {
      return at >= 0 && at < points.length && UnicodeScript.of(points[at]) == UnicodeScript.HEBREW;
    }

    private boolean isDigit(int at) {
      return at >= 0 && at < points.length && Character.isDigit(points[at]);
    }
  }
}
