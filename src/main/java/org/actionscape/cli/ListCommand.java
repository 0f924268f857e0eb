package org.actionscape.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.actionscape.experiment.Catalogue;
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
      out.println(section.kind());
      for (Catalogue.Entry entry : section.entries()) {
        out.printf(Locale.ROOT, "  %-20s %s%n", entry.id(), entry.description());
        for (Catalogue.Setting setting : entry.parameters()) {
          out.printf(
              Locale.ROOT,
              "    %-18s %s (%s)%n",
              setting.name(),
              setting.description(),
              setting.fallback());
        }
      }
    }
    out.println("kernel");
    out.printf(Locale.ROOT, "  %s%n", PolicyKernels.get().name());
  }
}
