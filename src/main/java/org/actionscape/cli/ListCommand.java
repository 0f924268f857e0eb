package org.actionscape.cli;

import java.io.PrintWriter;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.math.PolicyKernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what can be named. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what can be run, and what settings files may say.",
      "Figures, environments, terms, coefficient rules, optimisers, gradient sources and claims, with",
      "the parameters that an experiment's file may give them: meaning, range (default)."
    },
    footer = {"", "Example: actionscape list"})
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Catalogue.Section section : Catalogue.sections()) {
      Line.print(out, "%s", section.kind());
      for (Catalogue.Entry entry : section.entries()) {
        Line.print(out, "  %-20s %s", entry.id(), entry.description());
        for (Catalogue.Setting setting : entry.parameters()) {
          Line.print(
              out,
              "    %-18s %s (%s)",
              setting.name(),
              setting.description(),
              setting.defaultValue());
        }
      }
    }
    Line.print(out, "kernel");
    Line.print(out, "  %s", PolicyKernels.get().name());
  }
}
