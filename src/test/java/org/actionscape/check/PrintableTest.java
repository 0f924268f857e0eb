package org.actionscape.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          000a,  \\n
          000d,  \\r
          0009,  \\t
          001b,  \\u001b
          0000,  \\u0000
          007f,  \\u007f
          0085,  \\u0085
          202e,  \\u202e
          2066,  \\u2066
          200b,  \\u200b
          feff,  \\ufeff
          2028,  \\u2028
          d800,  \\ud800
          e000,  \\ue000
          e0041, \\udb40\\udc41
          00e9,  é
          4e2d,  中
          1f600, 😀
          """)
  void whatTerminalsObeyIsShownAsInJava(String codePoint, String shown) {
    String text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";
    assertEquals("a" + shown + "b", Printable.line(text));
    assertEquals("a" + shown + "b", Printable.value(text));
    assertEquals("a" + shown + "b", Printable.whole(text));
  }

  @Test
  void aPathIsShownAsLongAsItIs() {
    String path = "x/".repeat(2000);
    assertEquals(path + "\\n", Printable.whole(path + "\n"));
  }

  /** What bash is given, and what it then hands on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "out/a-b_c.yaml",
        "",
        "two words",
        "it's $HOME `ls` \\ \"!\"",
        "αβ 中 😀",
        "line\nbreak's \\ end",
        "\u001b[2J\u0001f\t",
        "turned \u202e123",
        "tag \udb40\udc41 1",
      })
  void anArgumentMeansInAShellWhatItWas(String text) throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "needs bash");
    String argument = Printable.argument(text);
    assertEquals(argument, Printable.whole(argument));
    ProcessBuilder command =
        new ProcessBuilder(bash.toString(), "-c", "read -r word; eval \"printf %s $word\"")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    command.environment().put("LC_ALL", "C.UTF-8");
    Process process = command.start();
    process.getOutputStream().write((argument + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertEquals(text, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void longTextsLoseTheirMiddle() {
    assertEquals("x".repeat(60), Printable.value("x".repeat(60)));
    assertEquals(
        "x".repeat(38) + "..." + "y".repeat(19),
        Printable.value("x".repeat(50_000) + "y".repeat(50_000)));
    assertEquals(500, Printable.line("x".repeat(100_000)).length());
  }

  @Test
  void pairsOfSurrogatesAreNotParted() {
    for (int offset = 0; offset < 2; offset++) {
      String shown = Printable.value("x".repeat(offset) + "😀".repeat(100));
      assertTrue(shown.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), shown);
      assertTrue(shown.length() <= 60, shown);
    }
  }

  @Test
  void everyRefusalIsOneLine() {
    String message =
        new InvalidInputException("name = \u001b[2J\n" + "x".repeat(1000) + ": must be short")
            .getMessage();
    assertTrue(message.startsWith("name = \\u001b[2J\\nxxx"), message);
    assertTrue(message.endsWith("xxx: must be short"), message);
  }
}
