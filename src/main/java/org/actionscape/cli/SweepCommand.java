package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.actionscape.check.Checks;
import org.actionscape.experiment.Effort;
import org.actionscape.sweep.CellStore;
import org.actionscape.sweep.Engine;
import org.actionscape.sweep.Shard;
import org.actionscape.sweep.Sweep;
import org.actionscape.sweep.SweepRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment at many settings. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an experiment at many settings, each over some seeds.",
      "It may be killed at any moment; --resume then continues it.",
      "Exit code 1 if runs diverged or have no result."
    },
    footer = {
      "",
      "Writes DIR/NAME/: cells/ (one file per run), data.csv (one row per run), summary.csv (one row",
      "per setting), settings.yaml, and SHA256SUMS, which tells whether the three belong together.",
      "NAME is the file's 'name', or the file's own.",
      "Example: actionscape sweep examples/sweep.yaml",
      "Example: actionscape sweep examples/sweep.yaml --shard 1/2 --out machine-1"
    })
final class SweepCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  @Parameters(paramLabel = "SWEEP.yaml", description = "The settings; see docs/sweeps.md.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the sweep's folder goes (${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--resume", description = "Continues a sweep: computes what is missing.")
  private boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Computes the I-th of N parts, for 'actionscape merge' (all).")
  private String shard;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads; never changes a result (one a core).")
  private Integer threads;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int workers =
        threads == null
            ? Runtime.getRuntime().availableProcessors()
            : Checks.between("--threads", threads, 1, Effort.MOST_THREADS);
    Shard part = shard == null ? Shard.ALL : Shard.parse(shard);
    Sweep sweep = Sweep.read(file);
    Path folder = out.resolve(sweep.name());
    PrintWriter err = spec.commandLine().getErr();
    String interrupted =
        "actionscape: interrupted; finished cells are kept, the same command with --resume goes on";
    try (CellStore results = CellStore.open(folder, sweep, resume);
        OnInterrupt notice = OnInterrupt.print(err, interrupted)) {
      try {
        return run(sweep, results, part, workers, folder);
      } catch (CancellationException e) {
        notice.print();
        return INTERRUPTED;
      }
    }
  }

  private int run(Sweep sweep, CellStore results, Shard part, int workers, Path folder)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    int missing = results.missing(Shard.ALL);
    Line.print(
        err,
        "%s: %d of %d cells done, %d to compute",
        sweep.name(),
        sweep.size() - missing,
        sweep.size(),
        results.missing(part));
    List<String> failures;
    try (ProgressDisplay progress = ProgressDisplay.on(err, sweep.name())) {
      failures = SweepRunner.run(results, part, Engine.threads(workers), progress);
    }
    if (!failures.isEmpty()) {
      failures.forEach(failure -> Line.print(err, "actionscape: %s", failure));
      Line.print(
          err,
          "actionscape: %d of %d cells have no result, the others are kept; --resume tries these"
              + " again",
          failures.size(),
          sweep.size());
      return FAILED;
    }
    int left = results.missing(Shard.ALL);
    if (left == 0) {
      results.merge();
    } else {
      Line.print(
          err,
          "%s: %d of %d cells missing; when the other shards are done, join them with: actionscape"
              + " merge %s OTHER...",
          sweep.name(),
          left,
          sweep.size(),
          Line.argument(folder));
    }
    Line.print(spec.commandLine().getOut(), "%s", folder);
    return exitCode(sweep, results, err);
  }

  /** Says if runs of a folder diverged: the exit code is then that of such a run. */
  static int exitCode(Sweep sweep, CellStore results, PrintWriter err) {
    long atLimit = results.atLimit();
    if (atLimit > 0) {
      Line.print(
          err,
          "actionscape: note: in %d of %d cells a coefficient ended at a limit of its rule, where"
              + " it can steer no further; see the columns at_limit_...",
          atLimit,
          sweep.size());
    }
    List<String> failures = results.failures();
    if (failures.isEmpty()) {
      return 0;
    }
    Line.print(
        err,
        "actionscape: %d of %d cells diverged, the merged data.csv says why in its column failure;"
            + " the first: %s",
        failures.size(),
        sweep.size(),
        failures.get(0));
    return FAILED;
  }
}
