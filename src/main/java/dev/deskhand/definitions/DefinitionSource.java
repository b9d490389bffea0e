package dev.deskhand.definitions;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file for Spring Boot's binder. Boot's own loader makes true and false of the choices
 * {@code [Yes, No]}, 8 of {@code 010} and 750 of {@code 12:30}; here a word stays as it is written.
 */
record DefinitionSource(String file, MappingNode root) implements ConfigurationPropertySource {

  /** What stands at a name; null if nothing does. */
  @Nullable Node at(ConfigurationPropertyName name) {
    Node node = root;
    for (int depth = 0; node != null && depth < name.getNumberOfElements(); depth++) {
      node = child(node, name.getElement(depth, Form.ORIGINAL));
    }
    return node;
  }

  private static @Nullable Node child(Node node, String element) {
    if (node instanceof SequenceNode list) {
      int index = Integer.parseInt(element);
      return index < list.getValue().size() ? list.getValue().get(index) : null;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(element)) {
          return tuple.getValueNode();
        }
      }
    }
    return null;
  }

  /** The line of what stands at a name, or of what it is missing in. */
  int line(ConfigurationPropertyName name) {
    Node node = at(name);
    return node == null ? line(name.getParent()) : line(node);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** YAML writes nothing as nothing, {@code ~}, {@code null}, {@code Null} or {@code NULL}. */
  static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  static String text(ScalarNode scalar) {
    return Normalizer.normalize(scalar.getValue(), Normalizer.Form.NFC).strip();
  }

  @Override
  public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
    return at(name) instanceof ScalarNode scalar && !isNull(scalar)
        ? new ConfigurationProperty(name, text(scalar), null)
        : null;
  }

  @Override
  public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
    return at(name) instanceof CollectionNode<?>
        ? ConfigurationPropertyState.PRESENT
        : ConfigurationPropertyState.ABSENT;
  }
}
