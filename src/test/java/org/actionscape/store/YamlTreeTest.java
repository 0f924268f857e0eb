package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {
  private static JsonNode read(String text) {
    return YamlTree.read("x.yaml", text);
  }

  private static String refusal(String text) {
    return assertThrows(InvalidInputException.class, () -> read(text)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "12e5",
        "0x1F",
        "1_000",
        "no",
        "on",
        "~",
        "null",
        ".inf",
        "2026-11-25",
        "0o7",
        "1:30",
        "yes",
        "y",
        "007",
        "1e5",
        "True",
        "-0",
        "+1",
        "=",
        "!!str"
      })
  void everyValueIsTheTextThatIsWritten(String text) {
    assertEquals(text, read("a: '" + text + "'").get("a").asText());
    if (!text.startsWith("!")) {
      assertEquals(text, read("a: " + text).get("a").asText());
      assertEquals(text, read("[" + text + "]").get(0).asText());
      assertEquals(text, read(text + ": a").fieldNames().next());
    }
  }

  @Test
  void numbersAreNumbersAndKeepTheirDigits() {
    JsonNode list = read("[1.10, -3, 1e-5, '1', 010, 1_0, .5, 5., 1e400]");
    boolean[] numbers = {true, true, true, false, false, false, true, true, true};
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(numbers[i], list.get(i).isNumber(), list.get(i).asText());
    }
    assertEquals("[1.10,-3,1e-5,\"1\",\"010\",\"1_0\",.5,5.,1e400]", list.toString());
    assertEquals(-3L, list.get(1).numberValue());
    assertEquals(1e-5, list.get(2).numberValue());
  }

  @Test
  void anAliasIsACopyOfWhatItNames() {
    JsonNode tree = read("a: &1 0.25\nb: *1\nc: &x {d: [1]}\ne: *x\n");
    assertEquals(0.25, tree.get("b").doubleValue());
    ((com.fasterxml.jackson.databind.node.ArrayNode) tree.get("e").get("d")).add(2);
    assertEquals("{\"a\":0.25,\"b\":0.25,\"c\":{\"d\":[1]},\"e\":{\"d\":[1,2]}}", tree.toString());
  }

  /** The values that PyYAML's safe_load gives. */
  @Test
  void whatIsMergedYieldsToWhatTheMapSays() {
    JsonNode tree =
        read(
            """
            a: &a {kind: entropy, coefficient: 0.1}
            b: &b {kind: kl, share: 0.5}
            c: {coefficient: 0.2, <<: *a}
            d: {<<: [*a, *b], extra: 1}
            e: {'<<': text}
            """);
    assertEquals("{\"kind\":\"entropy\",\"coefficient\":0.2}", tree.get("c").toString());
    assertEquals(
        "{\"kind\":\"entropy\",\"coefficient\":0.1,\"share\":0.5,\"extra\":1}",
        tree.get("d").toString());
    assertEquals("{\"<<\":\"text\"}", tree.get("e").toString());
  }

  /** Text with | for line breaks, and the line and reason that people need. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a: 1|b: 2|steps:3; line 3 (steps:3 lacks a space after its colon)",
        "steps:3|b: 2; line 1 (steps:3 lacks a space after its colon)",
        "a: 1|words|b: 2; line 2 (words is no setting, like key: value)",
        "a: 1|b: c: d; line 2 (a second colon, or an indentation that differs from the lines above)",
        "a: 1|  b: 2; line 2 (a second colon, or an indentation that differs from the lines above)",
        "a:|  b: 1| c: 2; line 3 (its indentation differs from the lines above)",
        "a: 1|b: 'x' y; line 2 (text after a value)",
        "a: 1|b: [1, 2; line 2 (a [ list that begins here is not closed, or lacks a comma)",
        "a: 1|b: {c: 1|d: 2; line 2 (a { map that begins here is not closed, or lacks a comma)",
        "a: 1|b: [1,, 2]; line 2 (a [ list lacks a comma, or has one too many)",
        "a: 1|b: ]; line 2 (a value is missing)",
        "a: 1|b: \"x|c: 2; line 2 (a quote is not closed)",
        "a: 1|b: \"\\q\"; line 2 (a \\ that begins no escape, single quotes leave it as it is)",
        "a: 1|b:|\tc: 1; line 3 (a tab, indentation must be of spaces)",
        "a: 1|b: %c; line 2 (a text that begins with % must be in quotes)",
        "a: 1|b: `c; line 2 (a text that begins with ` must be in quotes)",
        "a: 1|b: - 1; line 2 (a - of a list must begin its line)",
        "a: 1|a: 2; line 2 (the key a is there twice)",
        "a: 1|'a': 2; line 2 (the key a is there twice)",
        "a: 1|---|b: 2; line 2 (a second document begins, a file must have one)",
        "a: 1|b: *x; line 2 (no value above it is named &x, which *x names)",
        "a: 1|b: &x [*x]; line 2 (no value above it is named &x, which *x names)",
        "a: 1|b: !!int 3; line 2 (tags, which begin with !, are not read)",
        "a: 1|? [b]|: 2; line 2 (a key is a list or a map, must be a text)",
        "a: 1|<<: 3; line 2 (<< merges a map or a list of maps, is given something else)",
        "{|; line 1 (a { map that begins here is not closed, or lacks a comma)",
        "a: {b: [1, 2|, c: {d: 3|; line 2 (a { map that begins here is not closed, or lacks a comma)",
        "a: {b: [1}|c: 2; line 1 (a [ list lacks a comma, or has one too many)",
        "a: {b: [1]|c: {d: [2, {e: 3]|; line 1 (a { map that begins here is not closed, or lacks a comma)",
        "a: 1|b: \"\\UFFFFFFFF\"; line 2 (no character has the number of \\UFFFFFFFF)",
        "a: \"\\U0010FFFF\"|b: \"\\U00110000\"; line 2 (no character has the number of"
            + " \\U00110000)",
        "a: 1|b: x\u0007y; line 2 (the character \\u0007 is not text)"
      })
  void whatIsNotYamlIsNamedByLineAndReason(String text, String end) {
    assertEquals("x.yaml: must be YAML, is not at " + end, refusal(text.replace('|', '\n')));
  }

  /** Whatever the parser does with it. */
  @Test
  void everyTextIsATreeOrASentence() {
    String[] parts = {
      "a",
      "b: ",
      ": ",
      "- ",
      "? ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "\n",
      "\n  ",
      "\t",
      "'",
      "\"",
      "\\",
      "\\U",
      "\\x",
      "\\u",
      "FFFFFFFF",
      "0011",
      "DC00",
      "&",
      "*",
      "!",
      "!<",
      "%",
      "%YAML ",
      "1.1",
      "99999999999",
      "|",
      ">",
      "9",
      "+",
      "-",
      "---",
      "...",
      "#",
      "<<: ",
      "@",
      "\uD83D\uDE00",
      "\r",
      "\u0085",
      "\u2028",
      "\uFEFF",
      "%TAG ! ",
      "!%FF"
    };
    SplittableRandom random = new SplittableRandom(3);
    int trees = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(12); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      try {
        read(text.toString());
        trees++;
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith("x.yaml: must be YAML, is not"), e.getMessage());
      }
    }
    assertTrue(trees > 1000, trees + " trees");
  }

  @Test
  void aLineAloneNeedsNoNumber() {
    assertEquals(
        "x.yaml: must be YAML, is not (a [ list that begins here is not closed, or lacks a comma)",
        refusal("[1"));
  }

  @Test
  void aDocumentMayHaveItsMarksAndAnyLineBreaks() {
    String expected = "{\"a\":1,\"b\":2}";
    assertEquals(expected, read("---\na: 1\nb: 2\n...\n").toString());
    assertEquals(expected, read("a: 1\r\nb: 2\r\n").toString());
    assertEquals(expected, read("{\"a\": 1,\n \"b\": 2}").toString());
    assertTrue(read("# nothing\n").isMissingNode());
  }

  @Test
  void aliasesAndDepthAreBounded() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [0,0,0,0,0,0,0,0,0]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
    }
    assertEquals(
        "x.yaml: must be YAML, is not at line 7 (more than 1000000 values, with those that aliases"
            + " stand for)",
        refusal(laughs.toString()));
    StringBuilder tower = new StringBuilder("a0: &a0 [0]\n");
    for (int i = 1; i < 5000; i++) {
      tower
          .append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [*a")
          .append(i - 1)
          .append("]\n");
    }
    assertTrue(refusal(tower.toString()).endsWith("(more than 50 levels of lists and maps)"));
    for (String open : new String[] {"[", "{a: ", "- ", "? "}) {
      assertTrue(refusal(open.repeat(200_000)).endsWith("(more than 50 levels of lists and maps)"));
    }
  }
}
