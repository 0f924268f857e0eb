package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import org.actionscape.chart.Regularizer;

/** The controls of a scene. */
final class Controls extends JPanel implements Scrollable {
  /** The least width that both critical coefficients fit in, ems. */
  private static final float WIDTH_OF_CRITICAL = 17;

  private final Presenter presenter;
  private final Map<SliderSetting, KnobRow> knobs = new EnumMap<>(SliderSetting.class);
  private final Map<Regularizer, JCheckBox> methods = new EnumMap<>(Regularizer.class);
  private final Map<ComponentKind, ChoiceRow> choices = new EnumMap<>(ComponentKind.class);
  private final JLabel critical = new JLabel(" ");

  Controls(Presenter presenter) {
    this.presenter = presenter;
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    setBorder(BorderFactory.createEmptyBorder(0, 8, 4, 8));
    addTitle("Compare");
    addMethods();
    addTitle("Environment");
    addChoices(ComponentKind.ENVIRONMENT, ComponentKind.START);
    addKnobs(
        SliderSetting.ACTIONS, SliderSetting.OPTIMAL, SliderSetting.DECOY, SliderSetting.HORIZON);
    addTitle("Bonus");
    addKnobs(SliderSetting.LAMBDA);
    addRow(critical);
    addChoices(ComponentKind.RULE);
    addKnobs(SliderSetting.TARGET, SliderSetting.SHARE);
    addChoices(ComponentKind.TERM);
    addTitle("Training");
    addChoices(ComponentKind.OPTIMIZER, ComponentKind.GRADIENT);
    addKnobs(SliderSetting.STEP_SIZE, SliderSetting.STEPS, SliderSetting.SEED);
  }

  private void addRow(JComponent row) {
    row.setAlignmentX(LEFT_ALIGNMENT);
    add(row);
  }

  private void addTitle(String text) {
    JLabel title = new JLabel(text);
    title.putClientProperty("FlatLaf.style", "font: bold");
    title.setBorder(BorderFactory.createEmptyBorder(6, 0, 2, 0));
    addRow(title);
  }

  private void addMethods() {
    for (Regularizer method : Regularizer.values()) {
      JCheckBox box = new JCheckBox(method.label());
      box.setToolTipText("Train with this bonus beside the others");
      box.addActionListener(event -> compare(method, box.isSelected()));
      methods.put(method, box);
      JPanel row = new JPanel(new BorderLayout());
      row.add(box, BorderLayout.WEST);
      row.add(new JLabel(new ColorIcon(method.colour())), BorderLayout.EAST);
      addRow(row);
    }
  }

  private void compare(Regularizer method, boolean wanted) {
    Set<Regularizer> compared = EnumSet.noneOf(Regularizer.class);
    compared.addAll(presenter.scene().methods());
    if (wanted) {
      compared.add(method);
    } else {
      compared.remove(method);
    }
    presenter.change(presenter.scene().with(compared));
  }

  private void addChoices(ComponentKind... some) {
    for (ComponentKind slot : some) {
      ChoiceRow row =
          new ChoiceRow(
              slot, presenter::choose, typed -> presenter.change(presenter.scene().with(typed)));
      choices.put(slot, row);
      addRow(row);
    }
  }

  private void addKnobs(SliderSetting... some) {
    for (SliderSetting knob : some) {
      KnobRow row =
          new KnobRow(knob, value -> presenter.change(presenter.scene().with(knob, value)));
      knobs.put(knob, row);
      addRow(row);
    }
  }

  void show(DemoSettings scene) {
    choices.values().forEach(row -> row.show(scene));
    knobs.values().forEach(row -> row.show(scene));
    methods.forEach((method, box) -> box.setSelected(scene.methods().contains(method)));
    showCritical(scene);
  }

  private void showCritical(DemoSettings scene) {
    Map<Double, JLabel> marks = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    addCritical(Regularizer.ENTROPY, "entropy", scene.criticalEntropy(), marks, texts);
    addCritical(Regularizer.CLAMPED, "clamped", scene.criticalClamped(), marks, texts);
    knobs.get(SliderSetting.LAMBDA).mark(marks);
    critical.setText(
        texts.isEmpty()
            ? "<html>no λ<sub>c</sub>: "
                + (scene.hasCritical()
                    ? "half of the actions are right</html>"
                    : "no formula here</html>")
            : "<html>λ<sub>c</sub> = " + String.join(", ", texts) + "</html>");
    critical.setToolTipText(
        "Above this coefficient the optimum with the bonus earns less than one half.");
  }

  private static void addCritical(
      Regularizer method,
      String name,
      OptionalDouble value,
      Map<Double, JLabel> marks,
      List<String> texts) {
    if (value.isPresent()) {
      // The entropy's mark stays where both fall on the same place.
      marks.putIfAbsent(value.getAsDouble(), new JLabel(new MarkerIcon(method.colour())));
      texts.add("<b>" + Numbers.measured(value.getAsDouble()) + "</b> " + name);
    }
  }

  @Override
  public void doLayout() {
    Theme.fit(critical, getWidth(), WIDTH_OF_CRITICAL);
    super.doLayout();
  }

  ChoiceRow choice(ComponentKind slot) {
    return choices.get(slot);
  }

  KnobRow knob(SliderSetting knob) {
    return knobs.get(knob);
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return getPreferredSize();
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return Theme.ems(2);
  }

  @Override
  public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
    return visible.height / 2;
  }

  @Override
  public boolean getScrollableTracksViewportWidth() {
    return true;
  }

  @Override
  public boolean getScrollableTracksViewportHeight() {
    return false;
  }
}
