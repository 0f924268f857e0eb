package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.PolicyReport;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;

/** Every name that stands above a number is explained in docs/metrics.md. */
class MetricsDocTest {
  private static final Set<String> EXPLAINED = namesIn(Path.of("docs", "metrics.md"));

  private static Set<String> namesIn(Path document) {
    try {
      return Pattern.compile("`([A-Za-z0-9_]+)`")
          .matcher(Files.readString(document))
          .results()
          .map((MatchResult match) -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertExplained(String where, Collection<String> names) {
    assertFalse(names.isEmpty(), where);
    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(EXPLAINED);
    assertEquals(Set.of(), missing, where + ": not in backticks in docs/metrics.md");
  }

  @Test
  void theColumnsOfEveryCommittedTable() throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.walk(Path.of("plots"), 2)) {
      tables = files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertFalse(tables.isEmpty());
    for (Path table : tables) {
      assertExplained(table.toString(), Table.read(table).columns());
    }
  }

  @Test
  void theQuantitiesOfTheLedger() throws IOException {
    Table ledger = Table.read(Path.of("plots", "ledger", "ledger.csv"));
    List<String> quantities =
        ledger.distinct("quantity").stream().filter(name -> !name.isEmpty()).toList();
    assertExplained("ledger", quantities);
  }

  @Test
  void theColumnsAndMetricsOfARun() throws IOException {
    Experiment experiment =
        Experiment.read(
            Path.of("examples", "entropy.yaml"),
            List.of("environment.contexts=1", "steps=2", "recorded_every=1", "seeds.count=1"));
    Result result = experiment.run(1, Progress.SILENT);
    assertExplained("data.csv of a run", result.data().columns());
    assertExplained("summary.csv of a run", result.summary().columns());
    assertExplained("summary.csv of a run", result.summary().distinct("metric"));
  }

  @Test
  void theFieldsOfEvaluate() throws IOException {
    String state = "{'logits':[1,0],'rewards':[0,1],'lambda':0.1,'clamp':0.5}";
    String process =
        "{'states':1,'actions':2,'horizon':2,'next':[[0,0]],'rewards':[[0,1]],'logits':[[1,0]]}";
    for (String input : List.of(state, process)) {
      byte[] json = input.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      String report = PolicyReport.of("test", new ByteArrayInputStream(json), note -> {});
      Set<String> fields = new TreeSet<>();
      new ObjectMapper().readTree(report).fieldNames().forEachRemaining(fields::add);
      assertExplained("evaluate", fields);
    }
  }
}
