package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.actionscape.chart.Figure;

/** The panels, and below them what the pale curves are. */
final class Charts extends JPanel {
  private static final int GAP = 2;

  private final ChartView reward = new ChartView(0, "Average reward against step");
  private final ChartView entropy = new ChartView(1, "Entropy against step");
  private final ChartView gradient =
      new ChartView(2, "Gradient of the reward and its bound against step");
  private final ChartView policy = new ChartView(3, "Probability of actions against their rank");

  /** There only while a rule moves the coefficient. */
  private final ChartView coefficient = new ChartView(4, "Coefficient against step");

  private final JPanel above = row(reward, entropy);
  private final JPanel below = row(gradient, policy);
  private final JLabel ghosts = new JLabel();

  Charts() {
    super(new BorderLayout());
    JPanel panels = new JPanel(new GridLayout(2, 1, GAP, GAP));
    panels.add(above);
    panels.add(below);
    add(panels, BorderLayout.CENTER);
    ghosts.setBorder(BorderFactory.createEmptyBorder(2, 8, 2, 8));
    ghosts.setVisible(false);
    add(ghosts, BorderLayout.SOUTH);
  }

  private static JPanel row(ChartView... views) {
    JPanel row = new JPanel(new GridLayout(1, 0, GAP, GAP));
    List.of(views).forEach(row::add);
    return row;
  }

  void show(Snapshot snapshot) {
    Figure figure = snapshot.figure();
    Stream.of(reward, entropy, gradient, policy, coefficient).forEach(view -> view.show(figure));
    boolean moves = figure != null && figure.panels() > coefficient.panel();
    if (moves && coefficient.getParent() == null) {
      above.add(coefficient);
      revalidate();
    } else if (!moves && coefficient.getParent() != null) {
      above.remove(coefficient);
      revalidate();
    }
    ghosts.setText(snapshot.before());
    ghosts.setVisible(!snapshot.before().isEmpty());
  }
}
