package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.junit.jupiter.api.Test;

class PropositionTraceTest {
  private static final ContextualBandit BANDIT =
      ContextualBandit.of(new double[] {1, 0, 0}, new double[] {0, 1, 0});

  @Test
  void bothSidesBelongToTheRecordedSteps() {
    List<Integer> recorded = List.of(0, 5, 40);
    List<PropositionTrace.Point> points =
        PropositionTrace.along(
            BANDIT, Objective.withEntropy(0.1), new GradientAscent(1), 0.1, recorded);
    Run run = new Run(BANDIT, Objective.withEntropy(0.1), new GradientAscent(1));
    assertEquals(recorded, points.stream().map(PropositionTrace.Point::step).toList());
    run.advance(40);
    PropositionTrace.Point last = points.get(2);
    assertEquals(1 - run.observe().value(), last.subOptimality().left(), 1e-14);
    assertEquals(run.observe().gradientNorm(), last.regularised().constant("eps"), 1e-14);
    assertEquals(run.observe().entropy(), last.stagnation().constant("entropy"), 1e-14);
    for (PropositionTrace.Point point : points) {
      assertTrue(point.stagnation().holds() && point.sharpStagnation().holds());
      assertTrue(point.subOptimality().holds());
      assertTrue(point.regularised().holds() && point.middle().holds());
    }
  }

  @Test
  void withoutACoefficientTheSecondPropositionIsLeftOut() {
    PropositionTrace.Point point =
        PropositionTrace.along(
                BANDIT, Objective.plainReturn(), new GradientAscent(1), 0, List.of(0))
            .get(0);
    assertTrue(point.subOptimality().applies());
    assertFalse(point.regularised().applies());
  }
}
