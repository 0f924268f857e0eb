package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.actionscape.solver.Sampling.BonusGradient;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunWorkspaceTest {
  private static final int ACTIONS = 4098;

  static Stream<Objective> objectives() {
    return Stream.of(
        Objective.expectedReturn(),
        Objective.withEntropy(0.1),
        Objective.withClampedEntropy(0.1, 0.3),
        Objective.withClampedEntropy(0.1, 0.99));
  }

  static Stream<Arguments> runs() {
    Grpo grpo =
        new Grpo(
            new Sampling(0, 16, BonusGradient.VISITED), true, new ClippedUpdates(0.2, 0.2, 2, 2));
    return objectives()
        .flatMap(
            objective ->
                Stream.of(new ExactGradient(), grpo)
                    .map(gradient -> Arguments.of(objective, gradient)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void stepsAllocateNothing(Objective objective, GradientSource gradient) {
    requireNoAllocation(new Run(bandit(ACTIONS), objective, new GradientAscent(1), gradient, 1));
  }

  /** The flow is left out: its integrator is not ours, and allocates. */
  static Stream<Optimizer> optimizers() {
    return Optimizers.all()
        .map(Optimizers.Case::optimizer)
        .filter(optimizer -> !(optimizer instanceof GradientFlow));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersAllocateNothing(Optimizer optimizer) {
    requireNoAllocation(new Run(SmallBandit.lumped(), Objective.expectedReturn(), optimizer));
  }

  private static void requireNoAllocation(Run run) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    // Before HotSpot has compiled the loops, vectors are objects; the first rounds do not count.
    int steps = 500;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least >= steps; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      run.advance(steps);
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    // The measurement itself takes a few bytes on some JVMs.
    assertTrue(least < steps, least + " bytes in " + steps + " steps");
  }

  @Test
  void aChangeBetweenGradientAndEvaluationIsNoticed() {
    ContextualBandit bandit = bandit(207);
    Optimizer lifting =
        optimizer(
            source -> {
              source.addGradient(1, source.logits());
              source.logits().data[3] += 2;
            });
    Optimizer careful =
        optimizer(
            source -> {
              DMatrixRMaj direction = source.logits().createLike();
              source.addGradient(1, direction);
              CommonOps_DDRM.addEquals(source.logits(), direction);
              source.logits().data[3] += 2;
            });
    List<Step> lifted =
        new Run(bandit, Objective.withEntropy(0.1), lifting).steps().limit(20).toList();
    List<Step> expected =
        new Run(bandit, Objective.withEntropy(0.1), careful).steps().limit(20).toList();
    for (int t = 0; t < 20; t++) {
      assertEquals(expected.get(t).value(), lifted.get(t).value(), 1e-12);
      assertEquals(expected.get(t).entropy(), lifted.get(t).entropy(), 1e-12);
    }
  }

  private static Optimizer optimizer(Consumer<GradientSource.Prepared> change) {
    return new Optimizer() {
      @Override
      public String id() {
        return "test";
      }

      @Override
      public Prepared prepare(GradientSource.Prepared source) {
        return () -> {
          change.accept(source);
          source.evaluate();
        };
      }
    };
  }

  private static ContextualBandit bandit(int actions) {
    SplittableRandom random = new SplittableRandom(1);
    double[] logits = random.doubles(actions, -3, 3).toArray();
    double[] rewards = random.doubles(actions).map(x -> x < 0.01 ? 1 : 0).toArray();
    double[] members = new double[actions];
    Arrays.fill(members, 1);
    return ContextualBandit.of(logits, rewards, members);
  }
}
