package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.actionscape.experiment.Effort;
import org.junit.jupiter.api.Test;

class FigureCommandTest {
  @Test
  void onlyTheFigureAsItIsReplacesTheCommittedOne() {
    assertEquals(Path.of("plots"), FigureCommand.place(new Effort(0, 0, false, false, 2)));
    assertEquals(Path.of("out"), FigureCommand.place(new Effort(3, 0, false, false, 2)));
    assertEquals(Path.of("out"), FigureCommand.place(new Effort(0, 100, false, false, 2)));
    assertEquals(Path.of("out"), FigureCommand.place(new Effort(0, 0, true, false, 2)));
    assertEquals(Path.of("out"), FigureCommand.place(new Effort(0, 0, false, true, 2)));
  }
}
