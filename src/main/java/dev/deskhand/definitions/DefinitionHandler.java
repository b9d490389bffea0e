package dev.deskhand.definitions;

import static java.util.Comparator.comparingInt;

import dev.deskhand.definitions.InvalidDefinition.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Notes what the binder would pass over or take for something else, and goes on, so that all of it
 * is told at once: a key that is unknown or given twice, a text instead of a list.
 */
final class DefinitionHandler implements BindHandler {

  private final DefinitionSource source;
  private final List<Problem> problems = new ArrayList<>();

  DefinitionHandler(DefinitionSource source) {
    this.source = source;
  }

  List<Problem> problems() {
    return problems;
  }

  @Override
  public <T> @Nullable Bindable<T> onStart(
      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
    Node node = source.at(name);
    String wrong = node == null ? null : against(node, name, target.getType().toClass());
    if (wrong != null) {
      problems.add(new Problem(source.line(name), subject(name) + " " + wrong));
    }
    return wrong == null ? target : null;
  }

  private @Nullable String against(Node node, ConfigurationPropertyName name, Class<?> type) {
    String empty = "must not be empty";
    if (DefinitionSource.isNull(node)) {
      return name.isLastElementIndexed() ? empty : null;
    }
    if (type.isRecord()) {
      if (!(node instanceof MappingNode mapping)) {
        return "must be made of 'key: value' lines";
      }
      checkKeys(mapping, type);
      boolean isEmpty =
          mapping.getValue().stream().allMatch(key -> DefinitionSource.isNull(key.getValueNode()));
      return isEmpty && name.isLastElementIndexed() ? empty : null;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return node instanceof SequenceNode ? null : "must be a list";
    }
    if (!(node instanceof ScalarNode scalar)) {
      return "must be a text";
    }
    return DefinitionSource.text(scalar).isEmpty() ? empty : null;
  }

  private void checkKeys(MappingNode mapping, Class<?> type) {
    List<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
            .toList();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String wrong = null;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        wrong = "a key must be a word";
      } else if (!seen.add(key.getValue())) {
        wrong = quoted(key.getValue()) + " is given a second time";
      } else if (!known.contains(key.getValue())) {
        wrong =
            "%s is unknown here; did you mean %s?"
                .formatted(quoted(key.getValue()), quoted(nearest(known, key.getValue())));
      }
      if (wrong != null) {
        problems.add(new Problem(DefinitionSource.line(tuple.getKeyNode()), wrong));
      }
    }
  }

  private static String nearest(List<String> known, String key) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream().min(comparingInt(name -> distance.apply(name, key))).orElse(key);
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
      throws Exception {
    if (!(source.at(name) instanceof ScalarNode scalar)) {
      throw error;
    }
    problems.add(
        new Problem(
            source.line(name),
            "%s must be %s, not %s"
                .formatted(
                    subject(name),
                    expected(target.getType().toClass()),
                    quoted(DefinitionSource.text(scalar)))));
    return null;
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return type == boolean.class ? "true or false" : "a number";
  }

  static String subject(ConfigurationPropertyName name) {
    return name.isLastElementIndexed()
        ? "each of " + subject(name.getParent())
        : quoted(name.getLastElement(Form.ORIGINAL));
  }

  private static String quoted(String text) {
    return "'" + StringUtils.truncate(text, 100) + "'";
  }
}
