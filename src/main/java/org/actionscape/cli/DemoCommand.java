package org.actionscape.cli;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.check.InvalidInputException;
import org.actionscape.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens the teaching window. Nothing of it is loaded for other commands. */
@Command(
    name = DemoCommand.NAME,
    mixinStandardHelpOptions = true,
    description = "Opens a window with eight lessons, to watch training and to play with it.",
    footer = {
      "",
      "Keys: Space run or pause, S step, R reset, N and P next and previous lesson, T try it,",
      "1 to 8 lessons, Ctrl+Plus and Ctrl+Minus size of text. More: docs/demo.md.",
      "Example: actionscape demo --lesson 6 --font-size 20"
    })
final class DemoCommand implements Callable<Integer> {
  static final String NAME = "demo";

  @Option(
      names = "--lesson",
      paramLabel = "N",
      defaultValue = "1",
      description = "The lesson to open, 1 to 8 (${DEFAULT-VALUE}).")
  private int lesson;

  @Option(
      names = "--font-size",
      paramLabel = "N",
      defaultValue = "13",
      description = "The size of text (${DEFAULT-VALUE}).")
  private int fontSize;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description =
          "The size of the window, pixels (1280x800, more for larger text, up to the screen's"
              + " size).")
  private String size;

  @Option(
      names = "--screenshot",
      paramLabel = "FILE",
      description = "Runs the lesson to its end, keeps a PNG picture of the window and closes it.")
  private Path screenshot;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Catalogue.requireLoadedExtensions();
    new Demo(lesson, fontSize, size == null ? null : dimension(size), screenshot).show();
    return 0;
  }

  private static Dimension dimension(String size) {
    if (!size.matches("\\d{1,6}x\\d{1,6}")) {
      throw new InvalidInputException(
          "--size " + size + ": must be width x height in pixels, like 1280x800");
    }
    String[] sides = size.split("x");
    return new Dimension(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }
}
