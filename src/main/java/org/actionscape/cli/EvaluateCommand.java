package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.actionscape.experiment.PolicyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the exact quantities of one policy. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Prints exact values, entropies and gradients of one policy as JSON.",
    footer = {
      "",
      "Input: {\"logits\":[..],\"rewards\":[..],\"multiplicities\":[..]?,\"lambda\":x,\"clamp\":p}",
      "or an MDP of H steps from state 0, a row a state:"
          + " {\"states\":S,\"actions\":A,\"horizon\":H,"
          + "\"next\":[[..]],\"rewards\":[[..]],\"logits\":[[..]]}",
      "Example: echo '{\"logits\":[40,0],\"rewards\":[0,1],\"lambda\":0.1,\"clamp\":0}' |"
          + " actionscape evaluate -"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "POLICY.json|-", description = "The policy; - for standard input.")
  private String policy;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    // Several lines, of numbers and names of ours.
    out.print(report() + System.lineSeparator());
    out.flush();
    return 0;
  }

  private String report() throws IOException {
    return policy.equals("-")
        ? PolicyReport.of("standard input", System.in, this::note)
        : PolicyReport.of(Path.of(policy), this::note);
  }

  private void note(String text) {
    Line.print(spec.commandLine().getErr(), "actionscape: %s", text);
  }
}
