package org.actionscape.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.actionscape.experiment.MetricInterval;
import org.actionscape.store.Interval;
import org.actionscape.store.Table;

/**
 * The merged tables of a sweep, a pure function of its cells in the sweep's order. A metric that a
 * cell does not have is an empty cell of the table.
 *
 * @param data one row per cell: varied settings, seed, final metrics; where cells diverged, also a
 *     column that says why
 * @param summary one row per point: varied settings, number of seeds that did not diverge, and
 *     every metric's mean over them with its 95 % interval
 */
record SweepTables(Table data, Table summary) {
  /**
   * Merges.
   *
   * @param sweep the sweep
   * @param outcomes how each cell ended, in the order of the sweep
   */
  static SweepTables of(Sweep sweep, List<Outcome> outcomes) {
    Set<String> metrics = new LinkedHashSet<>();
    outcomes.forEach(outcome -> metrics.addAll(outcome.metrics().keySet()));
    return new SweepTables(data(sweep, outcomes, metrics), summary(sweep, outcomes, metrics));
  }

  private static Table data(Sweep sweep, List<Outcome> outcomes, Set<String> metrics) {
    boolean failures = outcomes.stream().anyMatch(Outcome::failed);
    Table table =
        table(
            sweep,
            "seed",
            Stream.concat(metrics.stream(), failures ? Stream.of("failure") : Stream.empty()));
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      Cell cell = sweep.cells().get(i);
      List<Object> row = new ArrayList<>(cell.point().values());
      row.add(cell.seed());
      for (String metric : metrics) {
        row.add(outcome.metrics().getOrDefault(metric, Double.NaN));
      }
      if (failures) {
        row.add(outcome.failure());
      }
      table.add(row.toArray());
    }
    return table;
  }

  private static Table summary(Sweep sweep, List<Outcome> outcomes, Set<String> metrics) {
    Table table =
        table(
            sweep,
            "seeds",
            metrics.stream().flatMap(name -> Stream.of(name, name + "_low", name + "_high")));
    List<Cell> cells = sweep.cells();
    int begin = 0;
    while (begin < cells.size()) {
      Cell.Point point = cells.get(begin).point();
      int end = begin;
      while (end < cells.size() && cells.get(end).point() == point) {
        end++;
      }
      List<Outcome> seeds =
          outcomes.subList(begin, end).stream().filter(outcome -> !outcome.failed()).toList();
      List<Object> row = new ArrayList<>(point.values());
      row.add(seeds.size());
      for (String metric : metrics) {
        Interval interval =
            MetricInterval.of(metric, seeds.stream().map(Outcome::metrics).toList());
        row.addAll(List.of(interval.mean(), interval.low(), interval.high()));
      }
      table.add(row.toArray());
      begin = end;
    }
    return table;
  }

  private static Table table(Sweep sweep, String seeds, Stream<String> others) {
    return Table.withColumns(
        Stream.of(sweep.columns().stream(), Stream.of(seeds), others)
            .flatMap(each -> each)
            .toArray(String[]::new));
  }
}
