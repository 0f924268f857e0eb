package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JEditorPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/** The text of a lesson, beside the charts. */
final class LessonView extends JPanel {
  private static final int GAP = 4;

  private final GridLayout grid = new GridLayout(0, 1, GAP, GAP);
  private final JPanel buttons = new JPanel(grid);
  private final JEditorPane text = new JEditorPane();
  private String html = "";

  LessonView(Commands commands) {
    super(new BorderLayout());
    text.setEditable(false);
    text.setContentType("text/html");
    text.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, true);
    text.setOpaque(false);
    text.setBorder(BorderFactory.createEmptyBorder(0, 10, 0, 8));
    text.getAccessibleContext().setAccessibleName("Lesson");
    JScrollPane scroll = new JScrollPane(text);
    scroll.setBorder(BorderFactory.createEmptyBorder());
    add(scroll, BorderLayout.CENTER);
    buttons.setBorder(BorderFactory.createEmptyBorder(4, 6, 6, 6));
    for (Action action : List.of(commands.previous, commands.next, commands.tryIt)) {
      JButton button = new JButton(action);
      button.putClientProperty("FlatLaf.style", "margin: 2,4,2,4");
      buttons.add(button);
    }
    add(buttons, BorderLayout.SOUTH);
  }

  void show(Lesson lesson, int number) {
    html =
        "<html><body>"
            + ("<p><font color='#666666'>Lesson " + (number + 1) + " of " + Lessons.ALL.size())
            + "</font></p>"
            + ("<h2>" + marked(lesson.title()) + "</h2>")
            + ("<p><b>" + marked(lesson.claim()) + "</b></p>")
            + ("<p>" + marked(lesson.text()) + "</p>")
            + ("<p><b>Run it and see.</b> " + marked(lesson.see()) + "</p>")
            + ("<p><b>Then try.</b> " + marked(lesson.trial()) + "</p>")
            + "</body></html>";
    refresh();
  }

  private void refresh() {
    text.setText(html);
    text.setCaretPosition(0);
  }

  /** The buttons stand side by side if there is room, else below each other. */
  @Override
  public void doLayout() {
    grid.setColumns(buttons.getComponentCount());
    grid.setColumns(buttons.getPreferredSize().width <= getWidth() ? grid.getColumns() : 1);
    super.doLayout();
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (text != null) {
      refresh();
    }
  }

  /** Plain text as HTML, with powers raised and indices lowered. */
  static String marked(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("\\^(\\d+)", "<sup>$1</sup>")
        .replaceAll("_(\\w)", "<sub>$1</sub>");
  }
}
