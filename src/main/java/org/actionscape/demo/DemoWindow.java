package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JFileChooser;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.UIManager;

/** The window. Puts the parts together and shows what the presenter says. */
final class DemoWindow implements View, Commands.Window {
  private static final int LONG = 300;

  /** How many lines of text a screen would have room for in a presentation. */
  private static final double LINES_ON_SCREEN = 44;

  private static final String PREPARING = "Preparing the runs …";

  private static final Color COMPLAINT = new Color(0xB00020);

  private final JFrame frame = new JFrame("Actionscape");
  private final Presenter presenter = new Presenter(this, SwingUtilities::invokeLater);
  private final Commands commands = new Commands(presenter, this);
  private final LessonView lesson = new LessonView(commands);
  private final Charts charts = new Charts();
  private final ReadoutTable readouts = new ReadoutTable();
  private final Controls controls = new Controls(presenter);
  private final ToolBar tools = new ToolBar(presenter, commands);
  private final List<SidePanel> sides;
  private final JLabel heading = new JLabel();
  private final JLabel message = new JLabel(" ");
  private final Runnable closed;

  /** Says what takes so long. */
  private final Timer preparing = new Timer(LONG, event -> sayPreparing());

  private Consumer<Snapshot> watcher = snapshot -> {};
  private int textBefore = Theme.USUAL;
  private Path folder = Path.of("").toAbsolutePath();

  /**
   * Shows the window.
   *
   * @param number the lesson to open, from 0
   * @param size the size of the window
   * @param closed is told when the window has closed and everything has stopped
   */
  DemoWindow(int number, Dimension size, Runnable closed) {
    this.closed = closed;
    SidePanel lessonSide = new SidePanel(lesson);
    heading.setBorder(BorderFactory.createEmptyBorder(4, 10, 2, 10));
    heading.putClientProperty("FlatLaf.style", "font: bold");
    heading.setVisible(false);
    JPanel middle = new JPanel(new BorderLayout());
    middle.add(heading, BorderLayout.NORTH);
    middle.add(charts, BorderLayout.CENTER);
    middle.add(readouts.inPane(), BorderLayout.SOUTH);
    JScrollPane right =
        new JScrollPane(
            controls,
            JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED,
            JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    right.setBorder(BorderFactory.createEmptyBorder());
    message.setBorder(BorderFactory.createEmptyBorder(3, 10, 4, 10));
    message.getAccessibleContext().setAccessibleName("Message");
    JPanel content = new JPanel(new BorderLayout());
    content.add(tools, BorderLayout.NORTH);
    content.add(lessonSide, BorderLayout.WEST);
    content.add(middle, BorderLayout.CENTER);
    SidePanel controlSide = new SidePanel(right);
    content.add(controlSide, BorderLayout.EAST);
    sides = List.of(lessonSide, controlSide);
    content.add(message, BorderLayout.SOUTH);
    frame.setContentPane(content);
    frame.setJMenuBar(commands.menus());
    commands.bindMoreKeys(frame.getRootPane());
    frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            close();
          }
        });
    preparing.start();
    presenter.open(number);
    frame.setSize(size);
    frame.setLocationRelativeTo(null);
    frame.setVisible(true);
    charts.requestFocusInWindow();
  }

  @Override
  public void show(DemoSettings scene) {
    controls.show(scene);
  }

  @Override
  public void show(Lesson shown, int number) {
    lesson.show(shown, number);
    heading.setText("<html>" + (number + 1) + ". " + LessonView.marked(shown.claim()) + "</html>");
  }

  @Override
  public void show(Snapshot snapshot) {
    if (message.getText().equals(PREPARING)) {
      say(" ");
    }
    charts.show(snapshot);
    readouts.show(snapshot);
    tools.show(snapshot, presenter.scene());
    if (!snapshot.problem().isEmpty()) {
      complain(snapshot.problem());
    } else if (message.getForeground().equals(COMPLAINT)) {
      say(" ");
    }
    watcher.accept(snapshot);
  }

  private void sayPreparing() {
    if (presenter.preparing()) {
      say(PREPARING);
    }
  }

  @Override
  public void running(boolean running) {
    commands.running(running);
  }

  @Override
  public void say(String sentence) {
    message.setForeground(UIManager.getColor("Label.foreground"));
    message.setText(sentence);
  }

  /** Says in red what is wrong, until it no longer is. */
  void complain(String sentence) {
    say(sentence);
    message.setForeground(COMPLAINT);
  }

  @Override
  public void saveFigure() {
    chooseFolder("Save figure", presenter::saveFigure);
  }

  @Override
  public void saveSettings() {
    chooseFolder("Save settings", presenter::saveSettings);
  }

  private void chooseFolder(String title, Consumer<Path> save) {
    JFileChooser chooser = new JFileChooser(folder.toFile());
    chooser.setDialogTitle(title + " in a folder");
    chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
    if (chooser.showDialog(frame, "Save here") == JFileChooser.APPROVE_OPTION) {
      folder = chooser.getSelectedFile().toPath();
      save.accept(folder);
    }
  }

  @Override
  public void resizeText(int size) {
    Theme.resize(size);
    frame.revalidate();
  }

  @Override
  public boolean presenting() {
    return heading.isVisible();
  }

  /**
   * Gives the charts the whole screen, in text that grows with it, or the window back its parts.
   */
  @Override
  public void present(boolean wanted) {
    if (wanted == presenting()) {
      return;
    }
    heading.setVisible(wanted);
    sides.forEach(side -> side.setVisible(!wanted));
    GraphicsDevice screen = frame.getGraphicsConfiguration().getDevice();
    if (wanted) {
      textBefore = Theme.size();
      screen.setFullScreenWindow(frame);
      resizeText((int) (screen.getDisplayMode().getHeight() / LINES_ON_SCREEN));
    } else {
      screen.setFullScreenWindow(null);
      resizeText(textBefore);
    }
    charts.requestFocusInWindow();
  }

  @Override
  public void close() {
    preparing.stop();
    presenter.close();
    frame.dispose();
    closed.run();
  }

  /** Tells someone of every snapshot that is shown. */
  void watch(Consumer<Snapshot> wanted) {
    watcher = wanted;
  }

  /** What the window looks like now, with its menus, without the frame around it. */
  BufferedImage picture() {
    JFrame window = frame;
    BufferedImage image =
        new BufferedImage(
            window.getRootPane().getWidth(),
            window.getRootPane().getHeight(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    window.getRootPane().paint(g);
    g.dispose();
    return image;
  }

  JFrame frame() {
    return frame;
  }

  Presenter presenter() {
    return presenter;
  }

  Controls controls() {
    return controls;
  }
}
