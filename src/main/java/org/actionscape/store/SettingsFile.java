package org.actionscape.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;

/** The tree of a YAML file, with changes from the command line. */
public final class SettingsFile {
  /** Settings are short; a larger file is something else. */
  private static final int MOST_BYTES = 1 << 20;

  /** What stands beside settings where they are kept: a caption with its notes, a trace. */
  private static final int ROOM = 1 << 16;

  /** Java's expressions take stack for each step of a path. */
  private static final int MOST_OF_A_PATH = 500;

  private final ObjectNode root;

  private SettingsFile(ObjectNode root) {
    this.root = root;
  }

  public static SettingsFile read(Path file) throws IOException {
    JsonNode tree = YamlTree.read(file.toString(), text(file));
    if (tree instanceof ObjectNode object) {
      return new SettingsFile(object);
    }
    throw new InvalidInputException(file + ": must be a YAML map of settings");
  }

  /** The text of such a file. */
  public static String text(Path file) throws IOException {
    return InputText.read(file, "a YAML file", MOST_BYTES);
  }

  /**
   * Refuses settings that could not be read again once they are kept.
   *
   * @param yaml the settings with every default
   * @return the same
   */
  public static String requireReadable(String yaml) {
    int most = (MOST_BYTES - ROOM) / 1024;
    int size = yaml.getBytes(StandardCharsets.UTF_8).length / 1024;
    if (size >= most) {
      throw new InvalidInputException(
          "settings: must take less than "
              + most
              + " KiB when every default is written out, take "
              + size
              + "; use shorter lists");
    }
    return yaml;
  }

  public ObjectNode root() {
    return root;
  }

  public void remove(String key) {
    root.remove(key);
  }

  public void setDefault(String key, String text) {
    if (!root.has(key)) {
      root.set(key, new TextNode(text));
    }
  }

  /** Replaces what stands at a path; {@code a.b[0].c=value} with the value in YAML. */
  public void change(String change) {
    String what = "--set " + Printable.value(change);
    int equals = change.indexOf('=');
    String path = change.substring(0, Math.max(0, equals));
    if (!isPath(path)) {
      throw new InvalidInputException(what + ": must be path=value, like environment.actions=1000");
    }
    JsonNode value = YamlTree.read(what, change.substring(equals + 1));
    if (value.isMissingNode()) {
      throw new InvalidInputException(what + ": must have a value after the =");
    }
    put(what, root, path, value);
  }

  /** Whether a text has the form of a path, {@code a.b[0].c}. */
  public static boolean isPath(String text) {
    return text.length() <= MOST_OF_A_PATH && text.matches("\\w+(\\.\\w+|\\[\\d{1,6}])*");
  }

  /** Replaces what stands at a path of a tree, in place; the exception begins with what it is. */
  public static void put(String what, ObjectNode root, String path, JsonNode value) {
    String[] names = steps(path);
    JsonNode place = root;
    for (int i = 0; i < names.length - 1; i++) {
      place = child(what, place, names[i], names[i + 1].startsWith("["));
    }
    putChild(what, place, names[names.length - 1], value);
  }

  /** The names and indices on the way of a path: {@code a}, {@code b}, {@code [0]}, {@code c}. */
  public static String[] steps(String path) {
    return path.split("\\.|(?=\\[)");
  }

  private static JsonNode child(String what, JsonNode place, String name, boolean list) {
    JsonNode child = name.startsWith("[") ? place.get(index(name)) : place.get(name);
    if (child == null) {
      child = list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
      putChild(what, place, name, child);
    }
    return child;
  }

  private static void putChild(String what, JsonNode place, String name, JsonNode value) {
    if (name.startsWith("[") && place instanceof ArrayNode array && index(name) <= array.size()) {
      if (index(name) == array.size()) {
        array.add(value);
      } else {
        array.set(index(name), value);
      }
    } else if (!name.startsWith("[") && place instanceof ObjectNode object) {
      object.set(name, value);
    } else {
      throw new InvalidInputException(
          what
              + ": must lead to a place of the file, "
              + name
              + " is not in "
              + Printable.value(place.toString()));
    }
  }

  /** The number of a step that is an index, {@code [0]}. */
  public static int index(String name) {
    return Integer.parseInt(name.substring(1, name.length() - 1));
  }
}
