package dev.deskhand.definitions;

import dev.deskhand.definitions.InvalidDefinition.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
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

/** A YAML file that an administrator wrote. */
public final class DefinitionFile {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  private DefinitionFile() {}

  /**
   * Reads a file, which must hold a mapping at its top.
   *
   * @param location {@code classpath:…}, {@code file:…}, or the plain path of a file
   * @param property the setting that named the file, for complaints that it is not there
   * @param type a record whose components are the keys, with dashes. A message of its constraints
   *     goes on after the key: {@code must be a word}
   * @throws InvalidDefinition if it is missing, unreadable, no YAML, neither in UTF-8 nor in UTF-16
   *     with a byte order mark, or not as the type has it
   */
  public static <T extends Record> Definition<T> read(
      String location, String property, Class<T> type) {
    Resource resource =
        ResourceUtils.isUrl(location)
            ? new DefaultResourceLoader().getResource(location)
            : new FileSystemResource(location);
    String file = Optional.ofNullable(resource.getFilename()).orElse(location);
    try {
      return bind(parse(file, text(file, resource.getContentAsByteArray())), type);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new InvalidDefinition(property + " names " + location + ", which does not exist");
    } catch (IOException e) {
      throw new InvalidDefinition(property + " names " + location + ", which cannot be read: " + e);
    }
  }

  private static String text(String file, byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    Charset charset =
        first == 0xFEFF || first == 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    String text = new String(bytes, charset);
    int broken = text.indexOf('\uFFFD');
    if (broken >= 0) {
      String what = "this is not written in %s; save the file as UTF-8".formatted(charset);
      throw new InvalidDefinition(file, line(text, broken), what);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static DefinitionSource parse(String file, String text) {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = Optional.ofNullable(e.getProblemMark()).orElse(e.getContextMark());
      throw new InvalidDefinition(
          file, mark == null ? 1 : mark.getLine() + 1, "this is no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      throw new InvalidDefinition(
          file,
          line(text, Math.min(e.getPosition(), text.length())),
          "this is no YAML: it holds a character that cannot be there (U+%04X)"
              .formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      throw new InvalidDefinition(file, 1, "this is no YAML: " + e.getMessage());
    }
    if (root instanceof MappingNode mapping) {
      return new DefinitionSource(file, mapping);
    }
    throw new InvalidDefinition(
        file, root == null ? 1 : DefinitionSource.line(root), "'key: value' is expected");
  }

  private static int line(String text, int position) {
    return text.substring(0, position).replaceAll("\\R", "\n").split("\n", -1).length;
  }

  private static <T> Definition<T> bind(DefinitionSource source, Class<T> type) {
    DefinitionHandler handler = new DefinitionHandler(source);
    T value = new Binder(source).bindOrCreate("", Bindable.of(type), handler);
    List<Problem> problems = handler.problems();
    if (problems.isEmpty()) {
      problems = VALIDATOR.validate(value).stream().map(wrong -> problem(wrong, source)).toList();
    }
    if (!problems.isEmpty()) {
      throw new InvalidDefinition(source.file(), problems);
    }
    return new Definition<>(value, source);
  }

  private static Problem problem(ConstraintViolation<?> wrong, DefinitionSource source) {
    String path = wrong.getPropertyPath().toString().replace(".<list element>", "");
    ConfigurationPropertyName name =
        ConfigurationPropertyName.of(DataObjectPropertyName.toDashedForm(path));
    Node node = source.at(name);
    String what =
        node == null
            ? "is missing"
            : DefinitionSource.isNull(node) ? "must not be empty" : wrong.getMessage();
    return new Problem(source.line(name), DefinitionHandler.subject(name) + " " + what);
  }
}
