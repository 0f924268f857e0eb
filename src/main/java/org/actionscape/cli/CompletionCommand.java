package org.actionscape.cli;

import java.util.Iterator;
import java.util.stream.Stream;
import org.actionscape.catalogue.Studies;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands, options and ids. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that teaches bash or zsh to complete commands, options and ids.",
    footer = {
      "",
      "Put the example's line into ~/.bashrc or ~/.zshrc to have it in every shell.",
      "Example: source <(actionscape completion)"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
    spec.commandLine().getOut().flush();
  }

  /** What may follow {@code figure}. */
  static final class Figures implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Studies.figures().keySet().stream(), Stream.of(FigureCommand.ALL))
          .iterator();
    }
  }

  /** What may follow {@code verify}. */
  static final class Claims implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Studies.claims().keySet().iterator();
    }
  }
}
