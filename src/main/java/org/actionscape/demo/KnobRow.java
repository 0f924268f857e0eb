package org.actionscape.demo;

import java.awt.BorderLayout;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.DoubleConsumer;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;

/** One number: its name, its value and a slider, which arrow keys move from value to value. */
final class KnobRow extends JPanel {
  private final SliderSetting knob;
  private final JLabel name;
  private final JLabel value = new JLabel();
  private final JSlider slider;

  /** Set while the slider follows the scene, when nobody has moved it. */
  private boolean following;

  KnobRow(SliderSetting knob, DoubleConsumer moved) {
    super(new BorderLayout());
    this.knob = knob;
    name = new JLabel(knob.label);
    slider = new JSlider(0, knob.scale.last());
    name.setDisplayedMnemonic(knob.mnemonic);
    name.setLabelFor(slider);
    name.setToolTipText(knob.tip);
    slider.setToolTipText(knob.tip);
    slider.getAccessibleContext().setAccessibleName(knob.label);
    slider.getAccessibleContext().setAccessibleDescription(knob.tip);
    slider.addChangeListener(
        event -> {
          double now = knob.scale.at(slider.getValue());
          value.setText(knob.text(now));
          if (!following) {
            moved.accept(now);
          }
        });
    add(name, BorderLayout.WEST);
    add(value, BorderLayout.EAST);
    add(slider, BorderLayout.SOUTH);
  }

  void show(DemoSettings scene) {
    following = true;
    slider.setValue(knob.scale.place(scene.get(knob)));
    following = false;
    value.setText(knob.text(scene.get(knob)));
    boolean matters = scene.matters(knob);
    slider.setEnabled(matters);
    name.setEnabled(matters);
    value.setEnabled(matters);
  }

  /** Marks values under the slider. */
  void mark(Map<Double, ? extends JComponent> marks) {
    Hashtable<Integer, JComponent> table = new Hashtable<>();
    marks.forEach((at, mark) -> table.put(knob.scale.place(at), mark));
    slider.setPaintLabels(!table.isEmpty());
    slider.setLabelTable(table.isEmpty() ? null : table);
  }

  JSlider slider() {
    return slider;
  }
}
