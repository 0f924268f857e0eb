package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  /** Texts that PyYAML's safe_load takes for something else when they are not in quotes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1.1",
        "12e5",
        "1.5e+3",
        "0x1F",
        "1_000",
        "no",
        "No",
        "on",
        "off",
        "yes",
        "y",
        "n",
        "true",
        "~",
        "null",
        "",
        ".inf",
        "-.Inf",
        ".nan",
        ".5",
        "5.",
        "2026-11-25",
        "2001-12-14 21:59:43.10 -5",
        "2001-1-1T1:00:00Z",
        "0o7",
        "0b11",
        "010",
        "007",
        "1:30",
        "190:20:30.15",
        "<<",
        "=",
        "-",
        "+1",
        "1_0.5",
        "0_7"
      })
  void whatOtherReadersMistakeIsInQuotes(String text) {
    assertEquals("a: \"" + text + "\"\n", Yaml.write(Map.of("a", text)));
    assertTrue(Yaml.write(Map.of(text, "b")).contains("\"" + text + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.1.0", "sweep", "1.10-beta", "zipf", "a_1", "entropy 2", "1e5x", "v1.1"})
  void plainTextsArePlain(String text) {
    assertEquals("a: " + text + "\n", Yaml.write(Map.of("a", text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "# a",
        "- a",
        "two\nlines",
        "\nfirst",
        "last\n",
        " spaces ",
        "\ttab",
        "it's",
        "\"",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "{a",
        "[a",
        "a]",
        "?",
        "? a",
        "|",
        ">",
        "\\",
        "\u0007",
        "\u202e",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\r",
        "\r\n",
        "a \nb",
        "😀",
        "---",
        "...",
        "--- a",
        "a:",
        "a #b",
        ",",
        "a,b"
      })
  void everyTextReadsBackAsItself(String text) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("a", text);
    written.put("b", List.of(text, Map.of("c", text)));
    written.put(text, "d");
    String yaml = Yaml.write(written);
    assertEquals(text, YamlTree.read("", yaml).get("a").asText(), yaml);
    assertEquals(text, YamlTree.read("", yaml).at("/b/0").asText(), yaml);
    assertEquals(text, YamlTree.read("", yaml).at("/b/1/c").asText(), yaml);
    assertEquals("d", YamlTree.read("", yaml).get(text).asText(), yaml);
  }

  /** YAML 1.1 has no number with an exponent without a sign. */
  @Test
  void numbersHaveTheFormThatAllReadersKnow() {
    assertEquals("a: 1.0E+300\n", Yaml.write(Map.of("a", 1e300)));
    assertEquals("a: 1.0E-5\n", Yaml.write(Map.of("a", 1e-5)));
    assertEquals("a: 1.0E+7\n", Yaml.write(Map.of("a", 1e7)));
    assertEquals("a: 0.1\n", Yaml.write(Map.of("a", 0.1)));
    assertEquals("a: 7\n", Yaml.write(Map.of("a", 7L)));
  }

  @Test
  void treesKeepTheirDigits() {
    String yaml = "a:\n  - 1.10\n  - \"1.10x\"\n  - \"010\"\nb: \"no\"\n";
    Map<String, Object> tree = new LinkedHashMap<>();
    YamlTree.read("", yaml).properties().forEach(e -> tree.put(e.getKey(), e.getValue()));
    assertEquals(yaml.replace("\"1.10x\"", "1.10x"), Yaml.write(tree));
  }
}
