package org.actionscape.demo;

import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;

/** The four panels. */
final class Charts extends JPanel {
  private static final List<String> NAMES =
      List.of(
          "Average reward against step",
          "Entropy against step",
          "Gradient of the reward and its bound against step",
          "Probability of actions against their rank");

  private final List<ChartView> views = new ArrayList<>();

  Charts() {
    super(new GridLayout(2, 2, 2, 2));
    for (int i = 0; i < NAMES.size(); i++) {
      ChartView view = new ChartView(i, NAMES.get(i));
      views.add(view);
      add(view);
    }
  }

  void show(Snapshot snapshot) {
    views.forEach(view -> view.show(snapshot.figure()));
  }
}
