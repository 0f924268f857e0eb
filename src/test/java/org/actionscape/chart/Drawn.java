package org.actionscape.chart;

import java.io.IOException;
import java.util.List;

/** What a figure is compared by, for tests of other packages. */
public final class Drawn {
  private Drawn() {}

  /** The bytes of {@code figure.svg}, without a file and without its slower companions. */
  public static byte[] svg(Figure figure) throws IOException {
    return FigureWriter.svg(figure);
  }

  /** The labels of its legend. */
  public static List<String> legend(Figure figure) {
    return figure.legend();
  }
}
