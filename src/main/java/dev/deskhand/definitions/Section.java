package dev.deskhand.definitions;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a definition file. Whatever is asked of it and is not there as it should be is
 * refused with an {@link InvalidDefinition} that names the line.
 */
public final class Section {

  private final String file;
  private final int line;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, Node> values = new LinkedHashMap<>();

  Section(String file, MappingNode mapping) {
    this.file = file;
    this.line = lineOf(mapping);
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new InvalidDefinition(file, lineOf(tuple.getKeyNode()), "a key must be a word");
      }
      if (keys.put(key.getValue(), key) != null) {
        throw new InvalidDefinition(
            file, lineOf(key), quoted(key.getValue()) + " is given a second time");
      }
      if (!isNull(tuple.getValueNode())) {
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  /** Refuses every key but these. */
  public Section allowing(String... known) {
    keys.forEach(
        (key, node) -> {
          if (!Arrays.asList(known).contains(key)) {
            throw new InvalidDefinition(
                file, lineOf(node), quoted(key) + " is unknown here" + suggestion(key, known));
          }
        });
    return this;
  }

  /** YAML writes nothing as nothing, {@code ~}, {@code null}, {@code Null} or {@code NULL}. */
  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  /** Whether a key is there, and with it a value. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A text that must be there, with no more than so many characters. */
  public String text(String key, int longest) {
    return optionalText(key, longest).orElseThrow(() -> missing(key));
  }

  private InvalidDefinition missing(String key) {
    return invalid(
        key, quoted(key) + (keys.containsKey(key) ? " must not be empty" : " is missing"));
  }

  /** A text that may be left out, also as a null, but not be an empty text in quotes. */
  public Optional<String> optionalText(String key, int longest) {
    Node value = values.get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(scalar(value, quoted(key), longest).text());
  }

  /** One of an enum's constants, written in lower case with dashes; must be there. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return choice(key, type, text(key, 100));
  }

  /** One of an enum's constants, or another if none is given. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return optionalText(key, 100).map(text -> choice(key, type, text)).orElse(otherwise);
  }

  /** One of some constants, if one is given. */
  public <E extends Enum<E>> Optional<E> optionalChoice(String key, Collection<E> among) {
    return optionalText(key, 100).map(text -> choice(key, among, text));
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type, String text) {
    return choice(key, EnumSet.allOf(type), text);
  }

  private <E extends Enum<E>> E choice(String key, Collection<E> among, String text) {
    for (E constant : among) {
      if (word(constant).equalsIgnoreCase(text.replace('_', '-'))) {
        return constant;
      }
    }
    String words = among.stream().map(Section::word).collect(Collectors.joining(", "));
    throw invalid(key, quoted(key) + " must be one of " + words + ", not " + quoted(text));
  }

  /** {@code true} or {@code false}, or another if none is given. */
  public boolean flag(String key, boolean otherwise) {
    return optionalText(key, 100)
        .map(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "yes" -> true;
                  case "false", "no" -> false;
                  default ->
                      throw invalid(
                          key, quoted(key) + " must be true or false, not " + quoted(text));
                })
        .orElse(otherwise);
  }

  /** A number, if one is given. */
  public Optional<BigDecimal> number(String key) {
    return optionalText(key, 100)
        .map(
            text -> {
              try {
                return new BigDecimal(text);
              } catch (NumberFormatException e) {
                throw invalid(key, quoted(key) + " must be a number, not " + quoted(text));
              }
            });
  }

  /** The mappings of a list, which must be there and must have at least one. */
  public List<Section> sections(String key) {
    if (!has(key)) {
      throw missing(key);
    }
    List<Section> sections = optionalSections(key);
    if (sections.isEmpty()) {
      throw invalid(key, quoted(key) + " must list at least one");
    }
    return sections;
  }

  /** The mappings of a list; none if it is left out. */
  public List<Section> optionalSections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node node : elements(key)) {
      if (!(node instanceof MappingNode mapping)) {
        throw new InvalidDefinition(
            file, lineOf(node), "each of " + quoted(key) + " must be made of 'key: value' lines");
      }
      sections.add(new Section(file, mapping));
    }
    return sections;
  }

  /** The texts of a list, each with no more than so many characters; none if it is left out. */
  public List<Text> texts(String key, int longest) {
    return elements(key).stream()
        .map(node -> scalar(node, "each of " + quoted(key), longest))
        .toList();
  }

  /** A complaint about the line where a key stands, or the section if the key is not there. */
  public InvalidDefinition invalid(String key, String what) {
    Node at = values.getOrDefault(key, keys.get(key));
    return new InvalidDefinition(file, at == null ? line : lineOf(at), what);
  }

  private List<Node> elements(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw invalid(key, quoted(key) + " must be a list");
  }

  private Text scalar(Node node, String what, int longest) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new InvalidDefinition(file, lineOf(node), what + " must be a text");
    }
    String text = Normalizer.normalize(scalar.getValue(), Normalizer.Form.NFC).strip();
    if (text.isEmpty() || isNull(node)) {
      throw new InvalidDefinition(file, lineOf(node), what + " must not be empty");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw new InvalidDefinition(
          file, lineOf(node), what + " must have at most " + longest + " characters");
    }
    return new Text(text, file, lineOf(node));
  }

  private static String suggestion(String key, String... known) {
    return Arrays.stream(known)
        .min(
            Comparator.comparingInt(
                name -> LevenshteinDistance.getDefaultInstance().apply(name, key)))
        .map(name -> "; did you mean " + quoted(name) + "?")
        .orElse("");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private static int lineOf(@Nullable Node node) {
    return node == null ? 1 : node.getStartMark().getLine() + 1;
  }

  /** A text of a list, which knows its line. */
  public record Text(String text, String file, int line) {

    /** A complaint about the line where it stands. */
    public InvalidDefinition invalid(String what) {
      return new InvalidDefinition(file, line, what);
    }
  }
}
