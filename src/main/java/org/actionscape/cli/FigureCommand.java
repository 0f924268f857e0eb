package org.actionscape.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.actionscape.chart.BiasExploration;
import org.actionscape.chart.BiasLaw;
import org.actionscape.chart.ClampShare;
import org.actionscape.chart.CoefficientSweep;
import org.actionscape.chart.Figure;
import org.actionscape.chart.Figure1;
import org.actionscape.chart.FigureWriter;
import org.actionscape.chart.KlAndEntropy;
import org.actionscape.chart.PhaseDiagram;
import org.actionscape.chart.PropositionFigures;
import org.actionscape.chart.SelfTraining;
import org.actionscape.chart.Temperature;
import org.actionscape.chart.Traces;
import org.actionscape.experiment.Catalogue;
import org.actionscape.experiment.Checksums;
import org.actionscape.experiment.FigureOptions;
import org.actionscape.experiment.FigurePreset;
import org.actionscape.experiment.FigureResult;
import org.actionscape.experiment.OutputFolder;
import org.actionscape.math.Checks;
import org.actionscape.math.Nearest;
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

  /** How each figure is drawn from its folder. */
  static final Map<String, Drawing> DRAWINGS =
      Map.ofEntries(
          Map.entry("figure-1", Figure1::of),
          Map.entry("bias-exploration", BiasExploration::of),
          Map.entry("bias-law", BiasLaw::againstActions),
          Map.entry("horizon-law", BiasLaw::againstHorizon),
          Map.entry("proposition-1", PropositionFigures::first),
          Map.entry("proposition-2", PropositionFigures::second),
          Map.entry("phase-diagram", PhaseDiagram::of),
          Map.entry("clamp-share", ClampShare::of),
          Map.entry("coefficient-sweep", CoefficientSweep::of),
          Map.entry("temperature", Temperature::of),
          Map.entry("kl-and-entropy", KlAndEntropy::of),
          Map.entry("self-training", SelfTraining::of),
          Map.entry("constant-coefficient", Traces::constant),
          Map.entry("score-entropy-length", Traces::score),
          Map.entry("adaptive-coefficient", Traces::adaptive));

  interface Drawing {
    Figure of(Path folder) throws IOException;
  }

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
    Catalogue.requireSoundExtensions();
    List<FigurePreset> presets = presets();
    FigureOptions options = options();
    PrintWriter err = spec.commandLine().getErr();
    Path place = out == null ? place(options) : out;
    // All at once, so that what cannot be written is refused before long work.
    List<OutputFolder> folders = new ArrayList<>();
    try {
      for (FigurePreset preset : presets) {
        FigureResult.requireFree(place.resolve(preset.id()), preset.id());
        folders.add(OutputFolder.open(place.resolve(preset.id())));
      }
      for (int i = 0; i < presets.size(); i++) {
        FigurePreset preset = presets.get(i);
        try (ProgressDisplay progress = ProgressDisplay.on(err, preset.id())) {
          FigureResult result = preset.run(options, progress).madeWith(options);
          write(result, DRAWINGS.get(preset.id()), folders.get(i));
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
  static Path place(FigureOptions options) {
    return Path.of(options.arguments().isEmpty() ? "plots" : "out");
  }

  /** Writes a result with its drawing: all files are new, or all as they were. */
  static void write(FigureResult result, Drawing drawing, OutputFolder out) throws IOException {
    out.replace(
        fresh -> {
          result.write(fresh);
          FigureWriter.writeChanged(drawing.of(fresh), out.path(), fresh);
          Checksums.write(fresh, out.path());
        },
        List.of(FigureResult.SETTINGS, FigureWriter.DRAWING));
  }

  private List<FigurePreset> presets() {
    Map<String, FigurePreset> known = new LinkedHashMap<>();
    Catalogue.figures().forEach(preset -> known.put(preset.id(), preset));
    List<String> permitted = new ArrayList<>(known.keySet());
    permitted.add(ALL);
    ids.forEach(id -> Nearest.require("figure", id, permitted));
    return ids.contains(ALL)
        ? List.copyOf(known.values())
        : ids.stream().distinct().map(known::get).toList();
  }

  private FigureOptions options() {
    return new FigureOptions(
        seeds == null ? 0 : Checks.between("--seeds", seeds, 1, FigureOptions.MOST_SEEDS),
        actions == null ? 0 : Checks.between("--actions", actions, 1, Long.MAX_VALUE),
        explicit,
        quick,
        threads == null
            ? Runtime.getRuntime().availableProcessors()
            : Checks.between("--threads", threads, 1, FigureOptions.MOST_THREADS));
  }
}
