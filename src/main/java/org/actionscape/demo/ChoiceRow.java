package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

/** One choice: its name, a box, and below it, for a variant, a field where settings are typed. */
final class ChoiceRow extends JPanel {
  private static final double GAP = 0.5;

  private final ComponentKind slot;
  private final JLabel name;
  private final JComboBox<Choice> box;
  private final JTextField field = new Field();
  private final Consumer<NamedVariant> typed;
  private NamedVariant variant;

  /** Set while the box follows the scene, when nobody has touched it. */
  private boolean following;

  /**
   * A row.
   *
   * @param chosen takes what is chosen from the box
   * @param typed takes a variant whose settings have been typed
   */
  ChoiceRow(ComponentKind slot, Consumer<Choice> chosen, Consumer<NamedVariant> typed) {
    super(new BorderLayout());
    this.slot = slot;
    this.typed = typed;
    box = new JComboBox<>(slot.options().toArray(Choice[]::new));
    box.setRenderer(new Labels());
    box.getAccessibleContext().setAccessibleName(slot.label);
    box.addActionListener(
        event -> {
          if (!following) {
            chosen.accept((Choice) box.getSelectedItem());
          }
        });
    field.getAccessibleContext().setAccessibleName(slot.label + ": settings");
    field.addActionListener(event -> take());
    field.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            take();
          }
        });
    name = new JLabel(slot.label);
    name.setDisplayedMnemonic(slot.mnemonic);
    name.setLabelFor(box);
    JPanel line = new JPanel(new BorderLayout(Theme.ems(GAP), 0));
    line.add(name, BorderLayout.WEST);
    line.add(box, BorderLayout.CENTER);
    line.setBorder(BorderFactory.createEmptyBorder(2, 0, 2, 0));
    add(line, BorderLayout.CENTER);
    add(field, BorderLayout.SOUTH);
  }

  private void take() {
    if (variant != null && !variant.settings().equals(field.getText())) {
      typed.accept(variant.with(field.getText()));
    }
  }

  void show(DemoSettings scene) {
    Choice option = scene.chosen(slot);
    following = true;
    for (int i = 0; i < box.getItemCount(); i++) {
      // A variant is the same whatever its settings are.
      if (box.getItemAt(i).label().equals(option.label())) {
        box.setSelectedIndex(i);
      }
    }
    following = false;
    variant = option instanceof NamedVariant shown ? shown : null;
    if (variant != null && !variant.settings().equals(field.getText())) {
      field.setText(variant.settings());
      field.setCaretPosition(0);
    }
    field.setToolTipText(variant == null ? null : variant.help());
    field.setVisible(variant != null && !variant.entry().parameters().isEmpty());
    boolean matters = scene.matters(slot);
    name.setEnabled(matters);
    box.setEnabled(matters);
    field.setEnabled(matters);
  }

  JTextField field() {
    return field;
  }

  /** Keeps what is typed to itself: elsewhere letters and the space bar are commands. */
  private static final class Field extends JTextField {
    @Override
    protected boolean processKeyBinding(
        KeyStroke stroke, KeyEvent event, int condition, boolean pressed) {
      boolean command = event.isControlDown() || event.isAltDown() || event.isMetaDown();
      return super.processKeyBinding(stroke, event, condition, pressed)
          || condition == WHEN_FOCUSED && !command && isText(event);
    }

    private static boolean isText(KeyEvent event) {
      return event.getKeyChar() != KeyEvent.CHAR_UNDEFINED
          && !Character.isISOControl(event.getKeyChar());
    }
  }

  /** Choices by their labels. */
  private static final class Labels extends DefaultListCellRenderer {
    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focused) {
      Object text = value instanceof Choice option ? option.label() : value;
      Component cell = super.getListCellRendererComponent(list, text, index, selected, focused);
      cell.setFont(list.getFont().deriveFont(Font.PLAIN));
      return cell;
    }
  }
}
