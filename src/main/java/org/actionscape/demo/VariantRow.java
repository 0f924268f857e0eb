package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.util.function.Consumer;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

/** Where the settings of a variant are typed; gone while another choice is made. */
final class VariantRow extends JPanel {
  private static final long serialVersionUID = 1L;

  private final JTextField field = new Field();
  private final transient Consumer<Variant> changed;
  private transient Variant variant;

  VariantRow(String name, Consumer<Variant> changed) {
    super(new BorderLayout());
    this.changed = changed;
    field.getAccessibleContext().setAccessibleName(name + ": settings");
    field.addActionListener(event -> take());
    field.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            take();
          }
        });
    add(field, BorderLayout.CENTER);
    setVisible(false);
  }

  private void take() {
    if (variant != null && !variant.settings().equals(field.getText())) {
      changed.accept(variant.with(field.getText()));
    }
  }

  void show(Option option) {
    variant = option instanceof Variant shown ? shown : null;
    setVisible(variant != null && !variant.entry().parameters().isEmpty());
    if (variant != null && !variant.settings().equals(field.getText())) {
      field.setText(variant.settings());
      field.setCaretPosition(0);
    }
    field.setToolTipText(variant == null ? null : variant.help());
  }

  JTextField field() {
    return field;
  }

  /** Keeps what is typed to itself: elsewhere letters and the space bar are commands. */
  private static final class Field extends JTextField {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean processKeyBinding(
        KeyStroke stroke, KeyEvent event, int condition, boolean pressed) {
      boolean command = event.isControlDown() || event.isAltDown() || event.isMetaDown();
      return super.processKeyBinding(stroke, event, condition, pressed)
          || condition == WHEN_FOCUSED && !command && !event.isActionKey() && isText(event);
    }

    private static boolean isText(KeyEvent event) {
      return event.getKeyChar() != KeyEvent.CHAR_UNDEFINED
          && !Character.isISOControl(event.getKeyChar());
    }
  }
}
