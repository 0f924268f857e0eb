package org.actionscape.demo;

import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.swing.SwingUtilities;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.AtomicFiles;

/**
 * Opens the teaching window and waits until it is closed.
 *
 * @param lesson the lesson to open, from 1
 * @param fontSize the size of text, points
 * @param size the size of the window, pixels; if null, as large as the text asks for, up to the
 *     screen's size
 * @param screenshot if not null, run the lesson to its end, keep a picture of the window in this
 *     file and close
 */
public record Demo(int lesson, int fontSize, Dimension size, Path screenshot) {
  private static final int SMALLEST_SIDE = 300;
  private static final int LARGEST_SIDE = 10_000;
  private static final int USUAL_WIDTH = 1280;
  private static final int USUAL_HEIGHT = 800;

  public Demo {
    Checks.between("lesson", lesson, 1, Lessons.ALL.size());
    Checks.between("font size", fontSize, Theme.SMALLEST, Theme.LARGEST);
    if (size != null) {
      Checks.between("width of the window", size.width, SMALLEST_SIDE, LARGEST_SIDE);
      Checks.between("height of the window", size.height, SMALLEST_SIDE, LARGEST_SIDE);
    }
  }

  /**
   * Opens the window; returns when it is closed.
   *
   * @throws InvalidInputException if there is no display
   * @throws IOException if the screenshot cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public void show() throws IOException, InterruptedException {
    requireDisplay();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    try {
      SwingUtilities.invokeAndWait(() -> open(closed));
      closed.get();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void requireDisplay() {
    String reason = "none was found";
    try {
      if (!GraphicsEnvironment.isHeadless()) {
        GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
        return;
      }
    } catch (AWTError | HeadlessException | LinkageError e) {
      // A server that does not answer, or a Java that was installed without windows.
      reason = String.valueOf(e.getMessage()).lines().findFirst().orElse(reason);
    }
    throw new InvalidInputException(
        "demo: must have a display to open a window on (" + reason + ")");
  }

  private void open(CompletableFuture<Void> closed) {
    Theme.install(fontSize);
    DemoWindow window =
        new DemoWindow(lesson - 1, size == null ? usualSize() : size, () -> closed.complete(null));
    // Where a terminal would have a stack trace, a class has a sentence.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> SwingUtilities.invokeLater(() -> window.complain("something broke: " + e)));
    if (screenshot != null) {
      window.presenter().speed(ToolBar.Speed.FULL.updates);
      window.watch(
          snapshot -> {
            if (snapshot.finished()) {
              // After the painting that this snapshot has asked for.
              SwingUtilities.invokeLater(() -> keep(window, closed));
            }
          });
      window.presenter().toggle();
    }
  }

  private static Dimension usualSize() {
    Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
    double larger = Math.max(1, (double) Theme.size() / Theme.USUAL);
    return new Dimension(
        (int) Math.min(screen.width, USUAL_WIDTH * larger),
        (int) Math.min(screen.height, USUAL_HEIGHT * larger));
  }

  private void keep(DemoWindow window, CompletableFuture<Void> closed) {
    window.watch(snapshot -> {});
    try {
      // In memory: Java's own choice is a file in a temporary folder, which may be full.
      ByteArrayOutputStream picture = new ByteArrayOutputStream();
      ImageIO.write(window.picture(), "png", new MemoryCacheImageOutputStream(picture));
      AtomicFiles.write(screenshot, picture.toByteArray());
    } catch (IOException e) {
      closed.completeExceptionally(e);
    }
    window.close();
  }
}
