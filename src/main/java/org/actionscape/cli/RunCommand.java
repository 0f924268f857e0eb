package org.actionscape.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.actionscape.chart.RunFigure;
import org.actionscape.experiment.Experiment;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one experiment from a settings file. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the experiment that a YAML file describes and draws it.",
    footer = {
      "",
      "Writes DIR/NAME/: data.csv, summary.csv, settings.yaml, figure.svg, figure.png, figure.pdf,",
      "and SHA256SUMS, which tells whether they belong together.",
      "NAME is the file's 'name', or the file's own. settings.yaml holds every default and can be",
      "run again. What a file may say: actionscape list.",
      "Example: actionscape run examples/entropy.yaml --set environment.actions=1e6"
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The settings.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the experiment's folder goes (${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description =
          "Replaces a setting of the file, like objective[0].coefficient=0.2; repeatable.")
  private List<String> changes = new ArrayList<>();

  @Option(
      names = "--replace",
      description = "Replaces the results of a run with other settings that has this name.")
  private boolean replace;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Experiment experiment = Experiment.read(file, changes);
    Path folder = out.resolve(experiment.name());
    experiment.requireFree(folder, replace);
    List<String> notes = new ArrayList<>();
    try (OutputFolder results = OutputFolder.open(folder);
        ProgressDisplay progress =
            ProgressDisplay.on(spec.commandLine().getErr(), experiment.name())) {
      Result result =
          experiment.run(Runtime.getRuntime().availableProcessors(), progress, notes::add);
      FigureCommand.write(result, RunFigure::of, results);
    }
    notes.forEach(note -> Line.print(spec.commandLine().getErr(), "actionscape: note: %s", note));
    Line.print(spec.commandLine().getOut(), "%s", folder);
    return 0;
  }
}
