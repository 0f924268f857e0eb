package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.catalogue.Studies;
import org.actionscape.chart.Drawing;
import org.actionscape.chart.FigureWriter;
import org.actionscape.check.Checks;
import org.actionscape.check.Suggestions;
import org.actionscape.experiment.Effort;
import org.actionscape.store.Checksums;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Result;
import org.actionscape.study.FigureStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the experiments behind figures and draws them. */
@Command(
    name = "figure",
    mixinStandardHelpOptions = true,
    description = "Runs the experiment of each figure and draws it.",
    footer = {
      "",
      "Writes DIR/ID/: data.csv, summary.csv, settings.yaml, figure.svg, figure.png, figure.pdf,",
      "and SHA256SUMS, which tells whether they belong together.",
      "Example: actionscape figure figure-1 --seeds 8 --out try"
    })
final class FigureCommand implements Callable<Integer> {
  static final String ALL = "all";

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      completionCandidates = CompletionCommand.Figures.class,
      description = "Figures to make, see 'actionscape list'; 'all' for every one.")
  private List<String> ids;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the figures' folders go (plots; out if an option changes what is computed).")
  private Path out;

  @Option(names = "--seeds", paramLabel = "N", description = "Number of seeds (the figure's own).")
  private Integer seeds;

  @Option(
      names = "--actions",
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Number of actions |A| (the figure's own).")
  private Long actions;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads; never changes a result (one a core).")
  private Integer threads;

  @Option(names = "--quick", description = "Few seeds, to see that it works.")
  private boolean quick;

  @Option(
      names = "--explicit",
      description = "One entry an action instead of action classes: the same curves, slower.")
  private boolean explicit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Catalogue.requireLoadedExtensions();
    List<FigureStudy> presets = presets();
    Effort options = options();
    PrintWriter err = spec.commandLine().getErr();
    Path place = out == null ? place(options) : out;
    // All at once, so that what cannot be written is refused before long work.
    List<OutputFolder> folders = new ArrayList<>();
    try {
      for (FigureStudy preset : presets) {
        Result.requireFree(place.resolve(preset.id()), preset.id());
        folders.add(OutputFolder.open(place.resolve(preset.id())));
      }
      for (int i = 0; i < presets.size(); i++) {
        FigureStudy preset = presets.get(i);
        try (ProgressDisplay progress = ProgressDisplay.on(err, preset.id())) {
          Result result = preset.run(options, progress).madeWith(options.arguments());
          write(result, preset::draw, folders.get(i));
        }
        Line.print(spec.commandLine().getOut(), "%s", folders.get(i).path());
      }
    } finally {
      for (OutputFolder folder : folders) {
        folder.close();
      }
    }
    return 0;
  }

  /** Where figures go: only those that are a part of the project go to its folder. */
  static Path place(Effort options) {
    return Path.of(options.arguments().isEmpty() ? "plots" : "out");
  }

  /** Writes a result with its drawing: all files are new, or all as they were. */
  static void write(Result result, Drawing drawing, OutputFolder out) throws IOException {
    out.replace(
        fresh -> {
          result.write(fresh);
          FigureWriter.writeChanged(drawing.of(fresh), out.path(), fresh);
          Checksums.write(fresh, out.path());
        },
        List.of(Result.SETTINGS, FigureWriter.DRAWING));
  }

  private List<FigureStudy> presets() {
    Map<String, FigureStudy> known = Studies.figures();
    List<String> permitted = new ArrayList<>(known.keySet());
    permitted.add(ALL);
    ids.forEach(id -> Suggestions.require("figure", id, permitted));
    return ids.contains(ALL)
        ? List.copyOf(known.values())
        : ids.stream().distinct().map(known::get).toList();
  }

  private Effort options() {
    return new Effort(
        seeds == null ? 0 : Checks.between("--seeds", seeds, 1, Effort.MOST_SEEDS),
        actions == null ? 0 : Checks.between("--actions", actions, 1, Long.MAX_VALUE),
        explicit,
        quick,
        threads == null
            ? Runtime.getRuntime().availableProcessors()
            : Checks.between("--threads", threads, 1, Effort.MOST_THREADS));
  }
}
