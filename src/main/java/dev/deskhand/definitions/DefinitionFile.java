package dev.deskhand.definitions;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.util.ResourceUtils;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML file that an administrator wrote; see {@link Section} for what is in it. */
public final class DefinitionFile {

  private DefinitionFile() {}

  /**
   * Reads a file, which must hold a mapping at its top.
   *
   * @param location {@code classpath:…}, {@code file:…}, or the plain path of a file
   * @param property the setting that named the file, for complaints that it is not there
   * @throws InvalidDefinition if it is missing, unreadable, no YAML, or neither in UTF-8 nor in
   *     UTF-16 with a byte order mark
   */
  public static Section read(String location, String property) {
    Resource resource =
        ResourceUtils.isUrl(location)
            ? new DefaultResourceLoader().getResource(location)
            : new FileSystemResource(location);
    String file = Optional.ofNullable(resource.getFilename()).orElse(location);
    try {
      return parse(file, DefinitionText.of(file, resource.getContentAsByteArray()));
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new InvalidDefinition(property + " names " + location + ", which does not exist");
    } catch (IOException e) {
      throw new InvalidDefinition(property + " names " + location + ", which cannot be read: " + e);
    }
  }

  /** Reads YAML under the name that complaints give it. */
  private static Section parse(String file, String text) {
    Node root;
    try {
      root = compose(text);
    } catch (MarkedYAMLException e) {
      Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
      throw new InvalidDefinition(
          file, mark == null ? 1 : mark.getLine() + 1, "this is no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      throw new InvalidDefinition(
          file,
          DefinitionText.line(text, Math.min(e.getPosition(), text.length())),
          "this is no YAML: it holds a character that cannot be there (U+%04X)"
              .formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      throw new InvalidDefinition(file, 1, "this is no YAML: " + e.getMessage());
    }
    if (root instanceof MappingNode mapping) {
      return new Section(file, mapping);
    }
    throw new InvalidDefinition(
        file, root == null ? 1 : root.getStartMark().getLine() + 1, "'key: value' is expected");
  }

  private static @Nullable Node compose(String text) {
    return new Yaml(new LoaderOptions()).compose(new StringReader(text));
  }
}
