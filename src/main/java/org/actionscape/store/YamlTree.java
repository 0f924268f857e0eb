package org.actionscape.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML without its guesses: every value is a text, or a number with the digits that it was
 * written with ({@link WrittenNumber}); what a setting means is for its {@code Schema} to say. So
 * {@code no}, {@code 1.10} and {@code 0x1F} are names where names are expected. Aliases and merge
 * keys stand for copies of what they name. Depth and number of values are bounded, also with what
 * aliases stand for.
 */
public final class YamlTree {
  private static final int MOST_DEPTH = 50;

  /** A MiB of text has fewer; aliases of aliases can have any number. */
  private static final int MOST_VALUES = 1_000_000;

  private final String what;
  private final String text;
  private final Parser events;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private int values;

  private YamlTree(String what, String text) {
    this.what = what;
    this.text = text;
    events = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /**
   * Reads one document.
   *
   * @param what what the text is, for messages
   * @param text the text
   * @return its tree, whose containers may be changed; missing if there is no value
   * @throws InvalidInputException if it is not YAML; the message says at which line and why
   */
  public static JsonNode read(String what, String text) {
    try {
      return new YamlTree(what, text).document();
    } catch (MarkedYAMLException e) {
      YamlFault fault = YamlFault.of(e, text);
      throw refusal(what, text, fault.line(), fault.reason(), e);
    } catch (ReaderException e) {
      int line = (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      String character = Printable.value(Character.toString(e.getCodePoint()));
      throw refusal(what, text, line, "the character " + character + " is not text", e);
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) {
      // Of the parser's family, or what slips through it from Java's own methods.
      YamlFault fault = YamlFault.of(text);
      throw refusal(what, text, fault.line(), fault.reason(), e);
    }
  }

  private static InvalidInputException refusal(
      String what, String text, int line, String reason, Exception cause) {
    String place = line < 0 || text.indexOf('\n') < 0 ? "" : " at line " + (line + 1);
    return new InvalidInputException(
        what + ": must be YAML, is not" + place + " (" + reason + ")", cause);
  }

  private InvalidInputException refusal(Event at, String reason) {
    return refusal(what, text, at.getStartMark().getLine(), reason, null);
  }

  private JsonNode document() {
    events.getEvent();
    if (events.checkEvent(Event.ID.StreamEnd)) {
      return MissingNode.getInstance();
    }
    events.getEvent();
    JsonNode root = node(0);
    events.getEvent();
    if (!events.checkEvent(Event.ID.StreamEnd)) {
      throw refusal(events.peekEvent(), "a second document begins, a file must have one");
    }
    return root;
  }

  private JsonNode node(int depth) {
    Event event = events.getEvent();
    count(event, depth, 1, 0);
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    String tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (tag != null) {
      throw refusal(event, "tags, which begin with !, are not read");
    }
    JsonNode node =
        event instanceof ScalarEvent scalar
            ? value(scalar)
            : event.is(Event.ID.SequenceStart) ? list(depth) : map(depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private void count(Event at, int depth, int size, int height) {
    values += size;
    if (values > MOST_VALUES) {
      throw refusal(at, "more than " + MOST_VALUES + " values, with those that aliases stand for");
    }
    if (depth + height > MOST_DEPTH) {
      throw refusal(at, "more than " + MOST_DEPTH + " levels of lists and maps");
    }
  }

  private JsonNode resolve(AliasEvent alias, int depth) {
    JsonNode node = anchors.get(alias.getAnchor());
    if (node == null) {
      String name = Printable.value(alias.getAnchor());
      throw refusal(alias, "no value above it is named &" + name + ", which *" + name + " names");
    }
    count(alias, depth, size(node) - 1, height(node));
    return node.deepCopy();
  }

  private static int size(JsonNode node) {
    int size = 1;
    for (JsonNode child : node) {
      size += size(child);
    }
    return size;
  }

  private static int height(JsonNode node) {
    int height = 0;
    for (JsonNode child : node) {
      height = Math.max(height, 1 + height(child));
    }
    return height;
  }

  private static JsonNode value(ScalarEvent scalar) {
    String value = scalar.getValue();
    return scalar.isPlain() && WrittenNumber.is(value)
        ? new WrittenNumber(value)
        : new TextNode(value);
  }

  private ArrayNode list(int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node(depth + 1));
    }
    events.getEvent();
    return list;
  }

  /** What is merged comes first, and yields to what the map says itself. */
  private ObjectNode map(int depth) {
    Map<String, JsonNode> own = new LinkedHashMap<>();
    ObjectNode merged = null;
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event at = events.peekEvent();
      JsonNode key = node(depth + 1);
      if (!key.isValueNode()) {
        throw refusal(at, "a key is a list or a map, must be a text");
      }
      JsonNode value = node(depth + 1);
      boolean isMerge = at instanceof ScalarEvent s && s.isPlain() && s.getValue().equals("<<");
      if (isMerge ? merged != null : own.put(key.asText(), value) != null) {
        throw refusal(at, "the key " + Printable.value(key.asText()) + " is there twice");
      }
      if (isMerge) {
        own.remove(key.asText());
        merged = merged(at, value);
      }
    }
    events.getEvent();
    ObjectNode map = merged == null ? JsonNodeFactory.instance.objectNode() : merged;
    map.setAll(own);
    return map;
  }

  /** The maps of a merge key together; of two with the same key the first one holds. */
  private ObjectNode merged(Event at, JsonNode value) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (JsonNode map : value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
      if (!map.isObject()) {
        throw refusal(at, "<< merges a map or a list of maps, is given something else");
      }
      map.properties().forEach(field -> merged.putIfAbsent(field.getKey(), field.getValue()));
    }
    return merged;
  }
}
