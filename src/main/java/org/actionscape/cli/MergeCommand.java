package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.actionscape.store.Result;
import org.actionscape.sweep.CellStore;
import org.actionscape.sweep.Shard;
import org.actionscape.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joins the parts of a sweep. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Joins folders with parts of the same sweep into one.",
      "Exit code 1 if cells are missing nevertheless, or runs diverged."
    },
    footer = {
      "",
      "Writes DIR/NAME/, with the same bytes as a sweep that was never split: cells/, data.csv,",
      "summary.csv, settings.yaml and SHA256SUMS.",
      "Example: actionscape merge machine-1/sweep machine-2/sweep --out out"
    })
final class MergeCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders that 'actionscape sweep' wrote; they are only read.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the sweep's folder goes (${DEFAULT-VALUE}).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Sweep sweep = CellStore.requireSweep(folders);
    Path folder = out.resolve(sweep.name());
    PrintWriter err = spec.commandLine().getErr();
    try (CellStore results = CellStore.open(folder, sweep, true)) {
      results.join(folders);
      int missing = results.missing(Shard.ALL);
      if (missing > 0) {
        Line.print(
            err,
            "actionscape: %d of %d cells missing; merge the other parts too, or compute them with:"
                + " actionscape sweep %s --out %s --resume",
            missing,
            sweep.size(),
            Line.argument(folder.resolve(Result.SETTINGS)),
            Line.argument(out));
        return FAILED;
      }
      results.merge();
      Line.print(spec.commandLine().getOut(), "%s", folder);
      return SweepCommand.exitCode(sweep, results, err);
    }
  }
}
