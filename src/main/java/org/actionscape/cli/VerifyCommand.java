package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.catalogue.Studies;
import org.actionscape.check.Checks;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Ledger;
import org.actionscape.claim.LedgerFiles;
import org.actionscape.experiment.Effort;
import org.actionscape.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests claims and prints the ledger. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Tests claims by experiment; exit code 1 if one fails.",
    footer = {
      "",
      "Writes DIR/ledger.csv and DIR/ledger.md: for all claims without --quick, or with --out.",
      "Example: actionscape verify proposition-1a proposition-2 --quick"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  /** Where the whole ledger is, which is a part of the project. */
  private static final Path LEDGER = Path.of("plots", "ledger");

  private final Function<List<String>, List<Claim>> known;

  @Parameters(
      paramLabel = "CLAIM",
      arity = "0..*",
      completionCandidates = CompletionCommand.Claims.class,
      description = "Claims to test, see 'actionscape list'; none for all.")
  private List<String> ids = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the ledger goes (plots/ledger for all claims; else only printed).")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads; never changes a result (one a core).")
  private Integer threads;

  @Option(names = "--quick", description = "Shorter runs and fewer seeds.")
  private boolean quick;

  @Spec private CommandSpec spec;

  /** The command for all claims. */
  VerifyCommand() {
    this(Studies::claims);
  }

  /** The command for other claims, found by their names. */
  VerifyCommand(Function<List<String>, List<Claim>> known) {
    this.known = known;
  }

  @Override
  public Integer call() throws IOException {
    Catalogue.requireLoadedExtensions();
    List<Claim> claims = known.apply(ids);
    int workers =
        threads == null
            ? Runtime.getRuntime().availableProcessors()
            : Checks.between("--threads", threads, 1, Effort.MOST_THREADS);
    Optional<Path> place =
        out == null && ids.isEmpty() && !quick ? Optional.of(LEDGER) : Optional.ofNullable(out);
    Ledger ledger;
    if (place.isEmpty()) {
      ledger = examine(claims, workers);
      print(ledger);
    } else {
      LedgerFiles.requireFree(place.get());
      try (OutputFolder folder = OutputFolder.open(place.get())) {
        ledger = examine(claims, workers);
        print(ledger);
        LedgerFiles.write(ledger, folder);
      }
    }
    return ledger.fails() ? FAILED : 0;
  }

  private Ledger examine(List<Claim> claims, int workers) {
    try (ProgressDisplay progress = ProgressDisplay.on(spec.commandLine().getErr(), "verify")) {
      return Ledger.of(claims, quick, workers, progress);
    }
  }

  private void print(Ledger ledger) {
    PrintWriter text = spec.commandLine().getOut();
    int width = ledger.entries().stream().mapToInt(e -> e.claim().id().length()).max().orElse(0);
    for (Ledger.Entry entry : ledger.entries()) {
      Line.print(
          text,
          "%-12s  %-" + width + "s  %s",
          entry.verdict(),
          entry.claim().id(),
          entry.evidence());
    }
  }
}
