package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The merged tables of a sweep, a pure function of its cells in the sweep's order. A metric that a
 * cell does not have is an empty cell of the table.
 *
 * @param data one row a cell: varied settings, seed, final metrics
 * @param summary one row a point: varied settings, number of seeds, and every metric's mean with
 *     its 95 % interval over seeds
 */
record SweepTables(Table data, Table summary) {
  /**
   * Merges.
   *
   * @param sweep the sweep
   * @param metrics the metrics of each cell, in the order of the sweep
   */
  static SweepTables of(Sweep sweep, List<Map<String, Double>> metrics) {
    Set<String> names = new LinkedHashSet<>();
    metrics.forEach(cell -> names.addAll(cell.keySet()));
    return new SweepTables(data(sweep, metrics, names), summary(sweep, metrics, names));
  }

  private static Table data(Sweep sweep, List<Map<String, Double>> metrics, Set<String> names) {
    Table table = table(sweep, "seed", names.stream());
    for (int i = 0; i < metrics.size(); i++) {
      Cell cell = sweep.cells().get(i);
      List<Object> row = new ArrayList<>(cell.point().values());
      row.add(cell.seed());
      for (String name : names) {
        row.add(metrics.get(i).getOrDefault(name, Double.NaN));
      }
      table.add(row.toArray());
    }
    return table;
  }

  private static Table summary(Sweep sweep, List<Map<String, Double>> metrics, Set<String> names) {
    Table table =
        table(
            sweep,
            "seeds",
            names.stream().flatMap(name -> Stream.of(name, name + "_low", name + "_high")));
    List<Cell> cells = sweep.cells();
    int begin = 0;
    while (begin < cells.size()) {
      Cell.Point point = cells.get(begin).point();
      int end = begin;
      while (end < cells.size() && cells.get(end).point() == point) {
        end++;
      }
      List<Object> row = new ArrayList<>(point.values());
      row.add(end - begin);
      for (String name : names) {
        Interval interval =
            Interval.of(
                metrics.subList(begin, end).stream()
                    .mapToDouble(cell -> cell.getOrDefault(name, Double.NaN))
                    .toArray());
        row.addAll(List.of(interval.mean(), interval.low(), interval.high()));
      }
      table.add(row.toArray());
      begin = end;
    }
    return table;
  }

  private static Table table(Sweep sweep, String seeds, Stream<String> names) {
    return Table.withColumns(
        Stream.of(sweep.columns().stream(), Stream.of(seeds), names)
            .flatMap(each -> each)
            .toArray(String[]::new));
  }
}
