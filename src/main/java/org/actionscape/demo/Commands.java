package org.actionscape.demo;

import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.KeyStroke;

/**
 * Everything that can be done with a key, for buttons, menus and the keyboard. A component that has
 * the focus comes first: Space on a button presses it, arrows on a slider move it.
 */
final class Commands {
  /** For what has a key with Ctrl: there are not enough letters for all. */
  private static final char NO_MNEMONIC = 0;

  final Action run;
  final Action step;
  final Action reset;
  final Action next;
  final Action previous;
  final Action tryIt;
  final Action saveFigure;
  final Action saveSettings;
  final Action larger;
  final Action smaller;
  private final Action usual;
  private final Action present;
  private final Action leave;
  private final Action close;
  private final List<Action> lessons = new ArrayList<>();

  /** What only a window can do. */
  interface Window {
    void saveFigure();

    void saveSettings();

    void resizeText(int size);

    /** Whether the charts have the whole screen. */
    boolean presenting();

    void present(boolean wanted);

    void close();
  }

  Commands(Presenter presenter, Window window) {
    run = action("Run", 'u', key(KeyEvent.VK_SPACE), "Run or pause", presenter::toggle);
    step = action("Step", 's', key(KeyEvent.VK_S), "Make one update", presenter::step);
    reset = action("Reset", 'r', key(KeyEvent.VK_R), "Back to step 0", presenter::reset);
    next =
        action(
            "Next",
            'n',
            key(KeyEvent.VK_N),
            "The next lesson",
            () -> presenter.open(presenter.lesson() + 1));
    previous =
        action(
            "Previous",
            'p',
            key(KeyEvent.VK_P),
            "The lesson before",
            () -> presenter.open(presenter.lesson() - 1));
    tryIt =
        action(
            "Try it",
            'y',
            key(KeyEvent.VK_T),
            "Make the proposed change and run",
            presenter::tryIt);
    for (int i = 0; i < Lessons.ALL.size(); i++) {
      int number = i;
      lessons.add(
          action(
              (i + 1) + " " + Lessons.ALL.get(i).title(),
              (char) ('1' + i),
              key(KeyEvent.VK_1 + i),
              Lessons.ALL.get(i).claim(),
              () -> presenter.open(number)));
    }
    saveFigure =
        action(
            "Save figure…",
            NO_MNEMONIC,
            control(KeyEvent.VK_G),
            "Keep the charts as SVG, PNG and PDF",
            window::saveFigure);
    saveSettings =
        action(
            "Save settings…",
            NO_MNEMONIC,
            control(KeyEvent.VK_S),
            "Keep the settings as files for 'actionscape run'",
            window::saveSettings);
    larger =
        action(
            "Larger text",
            'l',
            control(KeyEvent.VK_PLUS),
            "For projectors",
            () -> window.resizeText(Theme.size() + 2));
    smaller =
        action(
            "Smaller text",
            'm',
            control(KeyEvent.VK_MINUS),
            "For small screens",
            () -> window.resizeText(Theme.size() - 2));
    usual =
        action(
            "Usual text",
            'u',
            control(KeyEvent.VK_0),
            "The size at the start",
            () -> window.resizeText(Theme.USUAL));
    present =
        action(
            "Presentation",
            'p',
            key(KeyEvent.VK_F11),
            "Charts in large text on the whole screen, and back",
            () -> window.present(!window.presenting()));
    leave =
        action(
            "Leave presentation",
            NO_MNEMONIC,
            key(KeyEvent.VK_ESCAPE),
            "Back to the window",
            () -> window.present(false));
    close =
        action("Close", 'c', control(KeyEvent.VK_Q), "Stop everything and close", window::close);
  }

  private static KeyStroke key(int code) {
    return KeyStroke.getKeyStroke(code, 0);
  }

  private static KeyStroke control(int code) {
    return KeyStroke.getKeyStroke(code, InputEvent.CTRL_DOWN_MASK);
  }

  private static Action action(
      String name, char mnemonic, KeyStroke key, String meaning, Runnable work) {
    Action action =
        new AbstractAction(name) {
          @Override
          public void actionPerformed(ActionEvent event) {
            work.run();
          }
        };
    if (mnemonic != NO_MNEMONIC) {
      action.putValue(Action.MNEMONIC_KEY, (int) Character.toUpperCase(mnemonic));
    }
    action.putValue(Action.ACCELERATOR_KEY, key);
    String keyName = name(key);
    action.putValue(Action.SHORT_DESCRIPTION, meaning + " (" + keyName + ")");
    return action;
  }

  JMenuBar menus() {
    JMenuBar bar = new JMenuBar();
    bar.add(menu("File", 'F', List.of(saveFigure, saveSettings, close)));
    bar.add(menu("Train", 'T', List.of(run, step, reset)));
    JMenu menu = menu("Lesson", 'L', lessons);
    menu.addSeparator();
    List.of(next, previous, tryIt).forEach(action -> menu.add(item(action)));
    bar.add(menu);
    bar.add(menu("View", 'V', List.of(larger, smaller, usual, present)));
    return bar;
  }

  private static JMenu menu(String name, char mnemonic, List<Action> actions) {
    JMenu menu = new JMenu(name);
    menu.setMnemonic(mnemonic);
    actions.forEach(action -> menu.add(item(action)));
    return menu;
  }

  private static JMenuItem item(Action action) {
    JMenuItem item = new JMenuItem(action);
    item.setToolTipText(null);
    return item;
  }

  /** {@code Ctrl+Plus} as keyboards say it. */
  private static String name(KeyStroke key) {
    String name = KeyEvent.getKeyText(key.getKeyCode());
    return key.getModifiers() == 0 ? name : "Ctrl+" + name;
  }

  /**
   * Keys beside those that menus show: arrows, what presenters for slides send, and where keyboards
   * have their plus, minus and zero. On a US keyboard plus is the key of the equals sign, with or
   * without Shift; on a French one zero needs Shift.
   */
  void bindMoreKeys(JComponent root) {
    bind(root, key(KeyEvent.VK_RIGHT), step);
    bind(root, key(KeyEvent.VK_PAGE_DOWN), next);
    bind(root, key(KeyEvent.VK_PAGE_UP), previous);
    bind(root, key(KeyEvent.VK_ESCAPE), leave);
    bindControl(root, larger, KeyEvent.VK_PLUS, KeyEvent.VK_EQUALS, KeyEvent.VK_ADD);
    bindControl(root, smaller, KeyEvent.VK_MINUS, KeyEvent.VK_UNDERSCORE, KeyEvent.VK_SUBTRACT);
    bindControl(root, usual, KeyEvent.VK_0, KeyEvent.VK_NUMPAD0);
  }

  private static void bindControl(JComponent root, Action action, int... codes) {
    for (int code : codes) {
      bind(root, control(code), action);
      int shifted = InputEvent.CTRL_DOWN_MASK | InputEvent.SHIFT_DOWN_MASK;
      bind(root, KeyStroke.getKeyStroke(code, shifted), action);
    }
  }

  private static void bind(JComponent root, KeyStroke key, Action action) {
    root.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(key, action);
    root.getActionMap().put(action, action);
  }

  void running(boolean running) {
    run.putValue(Action.NAME, running ? "Pause" : "Run");
  }
}
