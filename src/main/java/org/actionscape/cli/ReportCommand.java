package org.actionscape.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.actionscape.catalogue.Studies;
import org.actionscape.chart.FigureWriter;
import org.actionscape.check.InvalidInputException;
import org.actionscape.claim.Ledger;
import org.actionscape.claim.LedgerFiles;
import org.actionscape.report.ReportPage;
import org.actionscape.report.ResultFolder;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.FileFailure;
import org.actionscape.store.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one page of the results in a folder. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Makes one HTML page of a folder's figures, tables, settings and claims.",
    footer = {
      "",
      "DIR holds results, or folders with results: of figures, runs, sweeps, and a ledger.",
      "The page needs no network and no other file.",
      "Example: actionscape report plots --out report.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder, like plots or out/entropy.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes (DIR/report.html).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          folder
              + ": must be a folder, "
              + (Files.exists(folder) ? "is a file" : "does not exist"));
    }
    Path target = out == null ? folder.resolve("report.html") : out;
    requireReplaceable(target);
    ReportPage page = page();
    Path file = target.toAbsolutePath().normalize();
    try (OutputFolder place = OutputFolder.open(file.getParent())) {
      place.replace(
          fresh -> AtomicFiles.writeText(fresh.resolve(file.getFileName()), page.html()),
          List.of());
    }
    Line.print(spec.commandLine().getOut(), "%s", target);
    return 0;
  }

  /** A page may take the place of an older one, and of nothing else. */
  private static void requireReplaceable(Path target) throws IOException {
    try {
      AtomicFiles.requireReplaceable(target);
    } catch (FileSystemException e) {
      throw new InvalidInputException("--out " + FileFailure.sentence(e), e);
    }
    if (Files.exists(target) && !ReportPage.is(target)) {
      throw new InvalidInputException(
          "--out "
              + target
              + ": must be new or an older report, is another file; nothing was overwritten");
    }
  }

  private ReportPage page() throws IOException {
    List<ResultFolder> results = new ArrayList<>();
    List<Ledger> ledgers = new ArrayList<>();
    for (Path place : places()) {
      if (ResultFolder.is(place)) {
        results.add(ResultFolder.read(place, folder.relativize(place).toString()));
        FigureWriter.requirePictures(place);
      }
      if (LedgerFiles.isIn(place)) {
        ledgers.add(LedgerFiles.read(place, Studies.claims()));
      }
    }
    if (results.isEmpty() && ledgers.isEmpty()) {
      throw new InvalidInputException(
          folder
              + ": must hold whole results (data.csv, summary.csv, settings.yaml) or a ledger.csv, in"
              + " itself or in its folders; holds none");
    }
    if (ledgers.size() > 1) {
      throw new InvalidInputException(
          folder + ": must hold at most one ledger.csv, holds " + ledgers.size());
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new ReportPage(
        name == null ? "/" : name.toString(),
        results,
        ledgers.isEmpty() ? Optional.empty() : Optional.of(ledgers.get(0)));
  }

  /** The folder and those in it: figures as they are listed, then the others by name. */
  private List<Path> places() throws IOException {
    List<String> figures = List.copyOf(Studies.figures().keySet());
    Comparator<Path> listed =
        Comparator.comparingInt(
            place -> {
              int index = figures.indexOf(place.getFileName().toString());
              return index < 0 ? figures.size() : index;
            });
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> places = new ArrayList<>(List.of(folder));
      entries
          .filter(Files::isDirectory)
          .sorted(listed.thenComparing(place -> place.getFileName().toString()))
          .forEach(places::add);
      return places;
    }
  }
}
