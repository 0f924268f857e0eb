package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import org.actionscape.chart.Method;

/** The controls of a scene. */
final class Controls extends JPanel implements Scrollable {
  private static final long serialVersionUID = 1L;

  private static final double WIDTH = 22;
  private static final double GAP = 0.25;

  /** There are not enough letters for all; Tab leads everywhere. */
  private static final char NO_MNEMONIC = 0;

  private final transient Presenter presenter;
  private final Map<Knob, KnobRow> knobs = new EnumMap<>(Knob.class);
  private final Map<Method, JCheckBox> methods = new EnumMap<>(Method.class);
  private final transient List<Choice> choices = new ArrayList<>();
  private final Map<Slot, VariantRow> settings = new EnumMap<>(Slot.class);
  private final JLabel critical = new JLabel(" ");
  private final JComboBox<Option> start;

  /** Set while the controls follow the scene, when nobody has touched them. */
  private boolean following;

  /** A combo box and what it shows of a scene. */
  private record Choice(JComboBox<Option> box, Function<Scene, Option> of) {
    void show(Scene scene) {
      Option shown = of.apply(scene);
      for (int i = 0; i < box.getItemCount(); i++) {
        // A variant is the same whatever its settings are.
        if (box.getItemAt(i).label().equals(shown.label())) {
          box.setSelectedIndex(i);
        }
      }
    }
  }

  Controls(Presenter presenter) {
    this.presenter = presenter;
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    setBorder(BorderFactory.createEmptyBorder(0, 8, 4, 8));
    addTitle("Compare");
    addMethods();
    addTitle("Environment");
    addChoice("Kind", 'K', Slot.ENVIRONMENT, Scene.Place.values());
    start = addChoice("Start", NO_MNEMONIC, Scene.Start.values(), Scene::start);
    addKnobs(Knob.ACTIONS, Knob.OPTIMAL, Knob.DECOY, Knob.HORIZON);
    addTitle("Bonus");
    addKnobs(Knob.LAMBDA);
    addRow(critical);
    addChoice("Rule", NO_MNEMONIC, Slot.RULE, Rule.values());
    addKnobs(Knob.TARGET, Knob.SHARE);
    addChoice("And", NO_MNEMONIC, Slot.TERM, Addition.values());
    addTitle("Training");
    addChoice("Update", NO_MNEMONIC, Slot.OPTIMIZER, Scene.Update.values());
    addChoice("Gradient", 'I', Slot.GRADIENT, Scene.Source.values());
    addKnobs(Knob.STEP_SIZE, Knob.STEPS, Knob.SEED);
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
    for (Method method : Method.values()) {
      JCheckBox box = new JCheckBox(method.label());
      box.setToolTipText("Train with this bonus beside the others");
      box.addActionListener(event -> compare(method, box.isSelected()));
      methods.put(method, box);
      JPanel row = new JPanel(new BorderLayout());
      row.add(box, BorderLayout.WEST);
      row.add(new JLabel(new Swatch(method.colour())), BorderLayout.EAST);
      addRow(row);
    }
  }

  private void compare(Method method, boolean wanted) {
    Set<Method> compared = EnumSet.noneOf(Method.class);
    compared.addAll(presenter.scene().methods());
    if (wanted) {
      compared.add(method);
    } else {
      compared.remove(method);
    }
    presenter.change(presenter.scene().with(compared));
  }

  private void addChoice(String name, char mnemonic, Slot slot, Option... builtIn) {
    addChoice(name, mnemonic, slot.options(builtIn), scene -> scene.chosen(slot));
    VariantRow row =
        new VariantRow(name, variant -> presenter.change(presenter.scene().with(variant)));
    settings.put(slot, row);
    addRow(row);
  }

  private JComboBox<Option> addChoice(
      String name, char mnemonic, Option[] options, Function<Scene, Option> of) {
    JComboBox<Option> box = new JComboBox<>(options);
    box.setRenderer(new Labels());
    JLabel label = new JLabel(name);
    if (mnemonic != NO_MNEMONIC) {
      label.setDisplayedMnemonic(mnemonic);
    }
    label.setLabelFor(box);
    box.getAccessibleContext().setAccessibleName(name);
    box.addActionListener(
        event -> {
          if (!following) {
            choose((Option) box.getSelectedItem());
          }
        });
    choices.add(new Choice(box, of));
    JPanel row = new JPanel(new BorderLayout(Theme.ems(GAP * 2), 0));
    row.add(label, BorderLayout.WEST);
    row.add(box, BorderLayout.CENTER);
    row.setBorder(BorderFactory.createEmptyBorder(2, 0, 2, 0));
    addRow(row);
    return box;
  }

  /** Makes a choice; a variant starts with the settings that are suggested for it. */
  void choose(Option option) {
    Scene scene = presenter.scene();
    presenter.change(
        scene.with(option instanceof Variant variant ? variant.suggested(scene) : option));
  }

  private void addKnobs(Knob... some) {
    for (Knob knob : some) {
      KnobRow row =
          new KnobRow(knob, value -> presenter.change(presenter.scene().with(knob, value)));
      knobs.put(knob, row);
      addRow(row);
    }
  }

  void show(Scene scene) {
    following = true;
    choices.forEach(choice -> choice.show(scene));
    settings.forEach((slot, row) -> row.show(scene.chosen(slot)));
    following = false;
    start.setEnabled(!scene.has(Slot.ENVIRONMENT));
    knobs.values().forEach(row -> row.show(scene));
    methods.forEach((method, box) -> box.setSelected(scene.methods().contains(method)));
    showCritical(scene);
  }

  private void showCritical(Scene scene) {
    Map<Double, JLabel> marks = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    addCritical(Method.ENTROPY, "entropy", scene.criticalEntropy(), marks, texts);
    addCritical(Method.CLAMPED, "clamped", scene.criticalClamped(), marks, texts);
    knobs.get(Knob.LAMBDA).mark(marks);
    critical.setText(
        texts.isEmpty()
            ? "<html>no λ<sub>c</sub>: "
                + (scene.has(Slot.ENVIRONMENT) || scene.has(Slot.TERM)
                    ? "no formula here</html>"
                    : "half of the actions are right</html>")
            : "<html>λ<sub>c</sub> = " + String.join(", ", texts) + "</html>");
    critical.setToolTipText(
        "Above this coefficient the optimum with the bonus earns less than one half.");
  }

  private static void addCritical(
      Method method,
      String name,
      OptionalDouble value,
      Map<Double, JLabel> marks,
      List<String> texts) {
    if (value.isPresent()) {
      // The entropy's mark stays where both fall on the same place.
      marks.putIfAbsent(value.getAsDouble(), new JLabel(new Mark(method.colour())));
      texts.add("<b>" + Numbers.measured(value.getAsDouble()) + "</b> " + name);
    }
  }

  VariantRow settings(Slot slot) {
    return settings.get(slot);
  }

  KnobRow knob(Knob knob) {
    return knobs.get(knob);
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return new Dimension(Theme.ems(WIDTH), getPreferredSize().height);
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

  /** Choices by their labels. */
  private static final class Labels extends DefaultListCellRenderer {
    private static final long serialVersionUID = 1L;

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focused) {
      Object text = value instanceof Option option ? option.label() : value;
      Component cell = super.getListCellRendererComponent(list, text, index, selected, focused);
      cell.setFont(list.getFont().deriveFont(Font.PLAIN));
      return cell;
    }
  }
}
