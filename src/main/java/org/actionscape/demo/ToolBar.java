package org.actionscape.demo;

import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Rectangle;
import java.util.List;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;

/**
 * Run, step, reset, how fast, which state, and keeping what is there; in one line if there is room.
 */
final class ToolBar extends JPanel {
  private static final double WIDTH_OF_STEP = 13;
  private static final double WIDTH_OF_STATE = 8;

  private static final int GAP = 4;

  private final FlowRow left = new FlowRow(FlowLayout.LEADING);
  private final FlowRow right = new FlowRow(FlowLayout.TRAILING);
  private final JLabel step = new JLabel();
  private final JLabel stateName = new JLabel();
  private final JSlider state = new JSlider(1, 1);

  private final Presenter presenter;

  /** Set while the slider follows the runs. */
  private boolean following;

  /** How many updates a frame has at most; up to 40 frames a second. */
  enum Speed {
    SLOW("1 step a frame", 1),
    USUAL("20 steps a frame", 20),
    FAST("100 steps a frame", 100),
    FULL("as fast as it goes", Integer.MAX_VALUE);

    final int updates;
    private final String label;

    Speed(String label, int updates) {
      this.label = label;
      this.updates = updates;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  ToolBar(Presenter presenter, Commands commands) {
    super(null);
    this.presenter = presenter;
    setBorder(BorderFactory.createEmptyBorder(GAP, 2 * GAP, GAP, 2 * GAP));
    for (Action action : List.of(commands.run, commands.step, commands.reset)) {
      left.add(button(action));
    }
    JComboBox<Speed> speed = new JComboBox<>(Speed.values());
    speed.setToolTipText("How many updates are made from one picture to the next");
    speed.getAccessibleContext().setAccessibleName("Speed");
    speed.addActionListener(event -> presenter.speed(((Speed) speed.getSelectedItem()).updates));
    speed.setSelectedItem(Speed.USUAL);
    left.add(speed);
    step.getAccessibleContext().setAccessibleName("Step");
    left.add(step);
    add(left);

    stateName.setDisplayedMnemonic('X');
    stateName.setLabelFor(state);
    state.setToolTipText(
        "Whose policy is shown by rank; each lesson begins with the middle one, by how likely right"
            + " answers are at the start. The first fifth has no decoy.");
    state.getAccessibleContext().setAccessibleName("Context whose policy is shown");
    state.addChangeListener(
        event -> {
          if (!following) {
            presenter.look(state.getValue() - 1);
          }
        });
    right.add(stateName);
    right.add(state);
    right.add(button(commands.saveFigure));
    right.add(button(commands.saveSettings));
    add(right);
    resize();
  }

  private static JButton button(Action action) {
    JButton button = new JButton(action);
    // A click leaves the focus where it is, so that Space goes on meaning run and pause.
    button.setRequestFocusEnabled(false);
    return button;
  }

  void show(Snapshot snapshot, DemoSettings scene) {
    step.setText(
        "step "
            + Numbers.whole(snapshot.step())
            + " of "
            + Numbers.whole(scene.get(SliderSetting.STEPS)));
    following = true;
    state.setMaximum(snapshot.states());
    // Else a late snapshot would undo what has just been chosen.
    if (presenter.looksAtTypical()) {
      state.setValue(snapshot.state() + 1);
    }
    following = false;
    stateName.setText(scene.isIn(BuiltIn.BANDIT) ? "Context" : "State");
  }

  private Rectangle inside() {
    return SwingUtilities.calculateInnerArea(this, null);
  }

  private boolean inOneLine() {
    return left.getPreferredSize().width + right.getPreferredSize().width <= inside().width;
  }

  @Override
  public Dimension getPreferredSize() {
    Rectangle inside = inside();
    int first = left.heightAt(inside.width);
    int height = inOneLine() ? first : first + GAP + right.heightAt(inside.width);
    return new Dimension(inside.width, height + 2 * GAP);
  }

  @Override
  public void doLayout() {
    Rectangle inside = inside();
    if (inOneLine()) {
      int split = inside.width - right.getPreferredSize().width;
      left.setBounds(inside.x, inside.y, split, inside.height);
      right.setBounds(inside.x + split, inside.y, inside.width - split, inside.height);
    } else {
      int first = left.heightAt(inside.width);
      left.setBounds(inside.x, inside.y, inside.width, first);
      right.setBounds(inside.x, inside.y + first + GAP, inside.width, inside.height - first - GAP);
    }
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (state != null) {
      resize();
    }
  }

  private void resize() {
    int height = Theme.ems(1.8);
    step.setPreferredSize(new Dimension(Theme.ems(WIDTH_OF_STEP), height));
    state.setPreferredSize(new Dimension(Theme.ems(WIDTH_OF_STATE), height));
  }
}
