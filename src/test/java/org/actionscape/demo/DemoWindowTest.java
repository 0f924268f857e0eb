package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real window on a real, if virtual, display, used by keyboard. Runs where .ci/run gives it a
 * display; in a plain build it is skipped. Its pictures are in {@code target/demo}.
 */
@Timeout(180)
class DemoWindowTest {
  private static final Path PICTURES = Path.of("target", "demo");

  private final AtomicReference<Snapshot> latest = new AtomicReference<>();
  private final AtomicInteger painted = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Robot robot;
  private DemoWindow window;

  @BeforeEach
  void open() throws Exception {
    assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
    robot = new Robot();
    robot.setAutoDelay(20);
    Theme.install(Theme.USUAL);
    window =
        onSwing(
            () -> {
              DemoWindow opened = new DemoWindow(0, new Dimension(1280, 800), closed::countDown);
              opened.watch(
                  snapshot -> {
                    latest.set(snapshot);
                    // Comes after the painting that the snapshot has asked for.
                    SwingUtilities.invokeLater(painted::incrementAndGet);
                  });
              return opened;
            });
    await(snapshot -> snapshot.step() == 0);
    // Keys pressed before a window has the focus are lost, and a display gives it when it likes.
    awaitTrue(() -> window.frame().getFocusOwner() != null);
  }

  @AfterEach
  void close() throws Exception {
    if (window != null && closed.getCount() > 0) {
      onSwing(
          () -> {
            window.close();
            return null;
          });
    }
  }

  private static <T> T onSwing(Callable<T> question) throws Exception {
    FutureTask<T> task = new FutureTask<>(question);
    SwingUtilities.invokeLater(task);
    return task.get(30, TimeUnit.SECONDS);
  }

  private void await(Predicate<Snapshot> condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (latest.get() == null || !condition.test(latest.get())) {
      assertTrue(System.nanoTime() < end, "nothing happens; last seen: " + latest.get());
      Thread.sleep(5);
    }
  }

  /** {@link Robot#waitForIdle} would wait ten seconds, as a window that runs is never idle. */
  private static void awaitTrue(Callable<Boolean> question) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!onSwing(question)) {
      assertTrue(System.nanoTime() < end, "nothing happens");
      Thread.sleep(5);
    }
  }

  private static void focus(JComponent component) throws Exception {
    onSwing(component::requestFocusInWindow);
    awaitTrue(component::isFocusOwner);
  }

  private void press(int... keys) {
    for (int key : keys) {
      robot.keyPress(key);
    }
    for (int i = keys.length - 1; i >= 0; i--) {
      robot.keyRelease(keys[i]);
    }
  }

  private BufferedImage picture(String name) throws Exception {
    BufferedImage image = onSwing(window::picture);
    Files.createDirectories(PICTURES);
    ImageIO.write(image, "png", PICTURES.resolve(name + ".png").toFile());
    return image;
  }

  private static int colours(BufferedImage image) {
    return (int)
        Arrays.stream(
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
            .distinct()
            .count();
  }

  @Test
  void theKeyboardDoesEverything() throws Exception {
    press(KeyEvent.VK_SPACE);
    await(snapshot -> snapshot.step() > 100);
    press(KeyEvent.VK_SPACE);
    awaitTrue(() -> !window.presenter().running());
    press(KeyEvent.VK_R);
    await(snapshot -> snapshot.step() == 0);
    press(KeyEvent.VK_S);
    await(snapshot -> snapshot.step() == 1);
    press(KeyEvent.VK_RIGHT);
    await(snapshot -> snapshot.step() == 2);
    for (int lesson = 0; lesson < Lessons.ALL.size(); lesson++) {
      int number = lesson;
      awaitLesson(number);
      press(KeyEvent.VK_SPACE);
      await(snapshot -> snapshot.step() > 400);
      picture("lesson-" + (lesson + 1));
      press(KeyEvent.VK_T);
      DemoSettings changed = Lessons.ALL.get(number).changed();
      awaitTrue(() -> window.presenter().scene().equals(changed));
      awaitTrue(() -> !window.presenter().preparing());
      await(snapshot -> snapshot.step() > 20);
      // After the last lesson it stays there.
      press(lesson % 2 == 0 ? KeyEvent.VK_N : KeyEvent.VK_PAGE_DOWN);
    }
    press(KeyEvent.VK_3);
    awaitLesson(2);
    assertTrue(colours(picture("lesson-3-again")) > 50, "the picture is empty");
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_Q);
    assertTrue(closed.await(30, TimeUnit.SECONDS), "Ctrl+Q does not close");
    requireNoThreads();
  }

  private void awaitLesson(int number) throws Exception {
    awaitTrue(() -> window.presenter().lesson() == number && !window.presenter().preparing());
  }

  /** A US keyboard has its plus on the key of the equals sign, with Shift or without. */
  @Test
  void textGrowsAndShrinksByTheKeysOfUsKeyboardsAndKeypads() throws Exception {
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_EQUALS);
    awaitTrue(() -> Theme.size() == Theme.USUAL + 2);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_EQUALS);
    awaitTrue(() -> Theme.size() == Theme.USUAL + 4);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_ADD);
    awaitTrue(() -> Theme.size() == Theme.USUAL + 6);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_SUBTRACT);
    awaitTrue(() -> Theme.size() == Theme.USUAL + 4);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_MINUS);
    awaitTrue(() -> Theme.size() == Theme.USUAL + 2);
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_0);
    awaitTrue(() -> Theme.size() == Theme.USUAL);
  }

  @Test
  void aPresentationIsChartsAndALessonsClaimUntilEscape() throws Exception {
    press(KeyEvent.VK_8);
    awaitLesson(7);
    Dimension before = onSwing(() -> window.frame().getSize());
    press(KeyEvent.VK_F11);
    Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
    Component charts = theOnly(Charts.class, window.frame().getContentPane());
    awaitTrue(() -> charts.getWidth() == screen.width && Theme.size() > Theme.USUAL);
    awaitTrue(() -> window.frame().getFocusOwner() != null);
    press(KeyEvent.VK_SPACE);
    await(snapshot -> snapshot.step() > 3000);
    picture("presentation");
    press(KeyEvent.VK_T);
    await(snapshot -> !snapshot.before().isEmpty() && snapshot.step() > 1000);
    picture("presentation-with-ghost");
    press(KeyEvent.VK_ESCAPE);
    awaitTrue(() -> window.frame().getSize().equals(before) && Theme.size() == Theme.USUAL);
    awaitTrue(() -> 2 * charts.getWidth() < screen.width);
  }

  /** Swing's own threads end by themselves soon after the last window. */
  private static void requireNoThreads() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<String> left = List.of("?");
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(100);
      left = new ArrayList<>();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        String name = thread.getName();
        if (!thread.isDaemon() && name.startsWith("AWT") || name.equals(Worker.THREAD)) {
          left.add(name);
        }
      }
    }
    assertEquals(List.of(), left);
  }

  @Test
  void slidersMoveByArrowKeysWhileItRuns() throws Exception {
    JSlider slider = onSwing(() -> window.controls().knob(SliderSetting.LAMBDA).slider());
    trainForLong();
    press(KeyEvent.VK_SPACE);
    await(snapshot -> snapshot.step() > 100);
    focus(slider);
    double before = onSwing(() -> window.presenter().scene().get(SliderSetting.LAMBDA));
    for (int i = 0; i < 5; i++) {
      press(KeyEvent.VK_RIGHT);
    }
    double after = SliderSetting.LAMBDA.scale.at(SliderSetting.LAMBDA.scale.place(before) + 5);
    awaitTrue(() -> window.presenter().scene().get(SliderSetting.LAMBDA) == after);
    await(snapshot -> snapshot.readouts().get(1).coefficient().getAsDouble() == after);
    assertTrue(onSwing(window.presenter()::running));
    press(KeyEvent.VK_ALT, KeyEvent.VK_A);
    awaitTrue(() -> window.controls().knob(SliderSetting.ACTIONS).slider().isFocusOwner());
    press(KeyEvent.VK_END);
    awaitTrue(() -> onSlider() == 1e12 && !window.presenter().preparing());
    await(snapshot -> snapshot.step() > 0);
  }

  @Test
  void aVariantIsChosenFromItsBoxAndItsSettingsAreTyped() throws Exception {
    ChoiceRow row =
        onSwing(
            () -> {
              window.presenter().choose(variant(ComponentKind.OPTIMIZER, "adam"));
              return window.controls().choice(ComponentKind.OPTIMIZER);
            });
    await(snapshot -> snapshot.problem().startsWith("optimizer.step_size"));
    picture("variant-asks");
    assertEquals(
        "step_size: , beta1: 0.9, beta2: 0.999, epsilon: 1E-8", onSwing(row.field()::getText));
    focus(row.field());
    press(KeyEvent.VK_CONTROL, KeyEvent.VK_A);
    // Elsewhere s is a step, r a reset, t the trial, and space runs.
    type("step_size: 0.1, beta1: 0.5");
    awaitTrue(() -> row.field().getText().equals("step_size: 0.1, beta1: 0.5"));
    assertFalse(onSwing(window.presenter()::running));
    press(KeyEvent.VK_ENTER);
    await(snapshot -> snapshot.problem().isEmpty() && snapshot.step() == 0);
    onSwing(
        () -> {
          window.presenter().toggle();
          return null;
        });
    await(snapshot -> snapshot.step() > 100);
    picture("variant");
  }

  private static NamedVariant variant(ComponentKind slot, String id) {
    return slot.variants().stream().filter(any -> any.label().equals(id)).findFirst().orElseThrow();
  }

  private void type(String text) {
    for (char letter : text.toCharArray()) {
      switch (letter) {
        case '_' -> press(KeyEvent.VK_SHIFT, KeyEvent.VK_MINUS);
        case ':' -> press(KeyEvent.VK_SHIFT, KeyEvent.VK_SEMICOLON);
        default -> press(KeyEvent.getExtendedKeyCodeForChar(letter));
      }
    }
  }

  private void trainForLong() throws Exception {
    onSwing(
        () -> {
          window.presenter().change(window.presenter().scene().with(SliderSetting.STEPS, 100_000));
          return null;
        });
  }

  private double onSlider() {
    return window.presenter().scene().get(SliderSetting.ACTIONS);
  }

  @Test
  void tabLeadsToEveryControlAndEachHasAName() throws Exception {
    List<Component> reached = new ArrayList<>();
    focus(window.controls());
    for (int i = 0; i < 80; i++) {
      Component last = onSwing(() -> window.frame().getFocusOwner());
      press(KeyEvent.VK_TAB);
      awaitTrue(
          () -> {
            Component now = window.frame().getFocusOwner();
            return now != null && now != last;
          });
      Component owner = onSwing(() -> window.frame().getFocusOwner());
      if (owner != null && !reached.contains(owner)) {
        reached.add(owner);
      }
    }
    List<Component> wanted = new ArrayList<>();
    collect(window.frame().getContentPane(), wanted);
    assertTrue(wanted.size() > 20, "controls: " + wanted.size());
    for (Component control : wanted) {
      String name = control.getAccessibleContext().getAccessibleName();
      assertTrue(name != null && !name.isBlank(), "no name: " + control);
      if (control.isEnabled()) {
        assertTrue(reached.contains(control), "Tab does not lead to " + name);
      }
    }
  }

  private static void collect(Container parent, List<Component> controls) {
    for (Component child : parent.getComponents()) {
      boolean ours = child instanceof AbstractButton && child.isFocusable();
      if (ours || child instanceof JSlider || child instanceof JComboBox<?>) {
        controls.add(child);
      } else if (child instanceof Container container) {
        collect(container, controls);
      }
    }
  }

  /** How many a second is printed, not required: others may share the machine. */
  @Test
  void framesArePaintedWhileItRuns() throws Exception {
    press(KeyEvent.VK_6);
    awaitLesson(5);
    int before = painted.get();
    long start = System.nanoTime();
    press(KeyEvent.VK_SPACE);
    await(snapshot -> snapshot.step() >= 1000);
    double seconds = (System.nanoTime() - start) / 1e9;
    int frames = painted.get() - before;
    System.out.printf("demo: %.0f frames painted a second%n", frames / seconds);
    // A frame has at most 20 steps, which makes 50; a view that is slow misses some.
    assertTrue(frames >= 10, frames + " frames");
  }

  @Test
  void itFitsAProjector() throws Exception {
    onSwing(
        () -> {
          window.frame().setSize(1920, 1080);
          window.resizeText(20);
          window.frame().validate();
          return null;
        });
    press(KeyEvent.VK_6, KeyEvent.VK_SPACE);
    await(snapshot -> snapshot.step() > 1000);
    BufferedImage image = picture("projector");
    assertEquals(1920, image.getWidth());
  }

  @ParameterizedTest
  @CsvSource({"1024, 700, 13", "1280, 720, 20", "1024, 700, 20", "1920, 1080, 40"})
  void textOfAnySizeLeavesHalfOfTheWindowToTheCharts(int width, int height, int size)
      throws Exception {
    onSwing(
        () -> {
          window.frame().setSize(width, height);
          window.resizeText(size);
          window.frame().validate();
          return null;
        });
    picture("text-" + size + "-on-" + width);
    awaitTrue(this::everyToolIsSeenAndHalfIsCharts);
  }

  private boolean everyToolIsSeenAndHalfIsCharts() {
    Container content = window.frame().getContentPane();
    Component charts = theOnly(Charts.class, content);
    List<Component> tools = new ArrayList<>();
    collect((Container) theOnly(ToolBar.class, content), tools);
    assertEquals(7, tools.size());
    return 2 * charts.getWidth() >= content.getWidth()
        && tools.stream()
            .allMatch(
                tool -> tool.getSize().equals(((JComponent) tool).getVisibleRect().getSize()));
  }

  private static Component theOnly(Class<?> type, Container parent) {
    List<Component> found = new ArrayList<>(List.of(parent));
    for (int i = 0; i < found.size(); i++) {
      found.addAll(List.of(((Container) found.get(i)).getComponents()));
    }
    found.removeIf(any -> !type.isInstance(any));
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void aScreenshotIsOfTheLastStep(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("shot.png");
    new Demo(2, 13, new Dimension(1000, 700), file).show();
    BufferedImage image = ImageIO.read(file.toFile());
    assertTrue(image.getWidth() > 900 && colours(image) > 50, "the picture is empty");
  }
}
