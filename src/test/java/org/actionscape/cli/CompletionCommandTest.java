package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
  @TempDir Path folder;

  private Path script;

  @BeforeEach
  void print() throws IOException {
    StringWriter out = new StringWriter();
    assertEquals(
        0, Main.run(new PrintWriter(out, true), new PrintWriter(System.err), "completion"));
    script = Files.writeString(folder.resolve("completion"), out.toString());
  }

  /** What bash offers when a person presses Tab behind the line, words apart by blanks. */
  private String offered(String line) throws IOException, InterruptedException {
    Path result = folder.resolve("offered");
    String simulation =
        """
        compopt() { :; }
        source "$1"
        complete -p actionscape >/dev/null || exit
        COMP_WORDS=("${@:2}"); COMP_CWORD=$(($# - 2)); COMP_LINE="${*:2}"; COMP_POINT=${#COMP_LINE}
        _complete_actionscape
        echo "${COMPREPLY[@]}"
        """;
    String[] typed = ("actionscape " + line).split(" ", -1);
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", simulation, "bash", script.toString());
    bash.command().addAll(List.of(typed));
    Process process =
        bash.redirectErrorStream(true)
            .redirectOutput(result.toFile())
            .directory(folder.toFile())
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return Files.readString(result).strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'fi' | figure",
        "'figure b' | bias-exploration bias-law",
        "'figure bias-law cl' | clamp-share",
        "'figure a' | adaptive-coefficient all",
        "'figure --exp' | --explicit",
        "'verify --quick proposition-1' | proposition-1a proposition-1a-sharp proposition-1b",
        "'evaluate nothing-like-th' | ''"
      })
  void bashCompletesCommandsOptionsAndIds(String line, String completions) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    assertEquals(completions, offered(line));
  }

  @Test
  void zshIsTaughtThroughItsEmulationOfBash() throws IOException {
    assertTrue(Files.readString(script).contains("autoload -U +X bashcompinit && bashcompinit"));
  }
}
