package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes of textbooks and libraries, with the values that are published for them. */
class KnownProcessesTest {
  /** What is compared with the published numbers: by state. */
  private enum Of {
    /** {@code V*}. */
    OPTIMUM,
    /** The value of the policy that takes every action with the same probability. */
    RANDOM_POLICY
  }

  static Stream<Arguments> published() {
    Horizon endless = new Horizon.Discounted(0.9);
    List<Arguments> all = new ArrayList<>();
    // MDPtoolbox, example "forest": 3 states, r1 = 4, r2 = 2, p = 0.1.
    add(all, "forest", forest(0.9), Of.OPTIMUM, 1e-12, 26.244, 29.484, 33.484);
    add(all, "forest, 0.96", forest(0.96), Of.OPTIMUM, 1e-12, 74.6496, 78.1056, 82.1056);
    // Puterman 1994, example of section 3.1, at gamma = 0.95: -60/7 and -20.
    add(all, "Puterman 3.1", puterman(), Of.OPTIMUM, 1e-13, -60 / 7.0, -20);
    // Sutton and Barto 2018, figures 3.2 and 3.5, to the digits that are known of them.
    double[] random = {3.309, 8.789, 4.428, 5.322, 1.492};
    add(all, "5 x 5 grid", fiveByFive(endless), Of.RANDOM_POLICY, 5e-4, random);
    add(all, "5 x 5 grid", fiveByFive(endless), Of.OPTIMUM, 5e-4, 21.977, 24.419);
    // Sutton and Barto 2018, figure 4.1: undiscounted, the limit of a long horizon.
    double[] steps = {-14, -20, -22, -14, -18, -20, -20, -20, -20, -18, -14, -22, -20, -14};
    add(all, "4 x 4 grid", fourByFour(), Of.RANDOM_POLICY, 1e-9, steps);
    // Sutton and Barto 2018, example 3.3: search when high, recharge when low.
    double high = 3 / (1 - 0.9 * 0.9 - 0.1 * 0.9 * 0.9);
    add(all, "recycling robot", robot(), Of.OPTIMUM, 1e-13, high, 0.9 * high);
    // Strehl and Littman 2008; values by linear solves over all policies of one action a state.
    for (double gamma : new double[] {0.95, 0.9999}) {
      // A general solver loses as many digits as 1 / (1 - gamma) has.
      double[] best = bestOfAll(gamma);
      double tolerance = 1e-16 / (1 - gamma) * best[RIVER - 1];
      add(all, "RiverSwim, " + gamma, riverSwim(gamma), Of.OPTIMUM, tolerance, best);
    }
    // Gymnasium's FrozenLake-v1, slippery, by exact dynamic programming.
    String[] small = {"SFFF", "FHFH", "FFFH", "HFFG"};
    Horizon discounted = new Horizon.Discounted(0.99);
    add(all, "FrozenLake", lake(small, discounted), Of.OPTIMUM, 5e-8, 0.5420259);
    add(all, "FrozenLake", lake(small, new Horizon.Steps(100)), Of.OPTIMUM, 5e-8, 0.7441903);
    String[] large = {
      "SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"
    };
    add(all, "FrozenLake 8x8", lake(large, new Horizon.Steps(200)), Of.OPTIMUM, 5e-8, 0.9132202);
    // Gymnasium's CliffWalking (Sutton and Barto 2018, example 6.6) over 1000 steps.
    add(all, "CliffWalking", cliff(), Of.OPTIMUM, 0, -13);
    add(all, "CliffWalking", cliff(), Of.RANDOM_POLICY, 1e-8, -9512.0589549504);
    return all.stream();
  }

  private static void add(
      List<Arguments> all,
      String name,
      DecisionProcess process,
      Of what,
      double tolerance,
      double... values) {
    all.add(Arguments.of(name, what, process, tolerance, values));
  }

  /** The first states have the published values; tolerances are the digits that are published. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("published")
  void valuesAreThePublishedOnes(
      String name, Of what, DecisionProcess process, double tolerance, double[] values) {
    if (what == Of.OPTIMUM) {
      SoftValueIteration optimum = SoftValueIteration.of(process, 0);
      for (int s = 0; s < values.length; s++) {
        assertEquals(values[s], optimum.value(s), tolerance, "state " + s);
      }
    } else {
      Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
      evaluation.evaluate(Policy.startOf(process));
      for (int s = 0; s < values.length; s++) {
        assertEquals(values[s], evaluation.value(s), tolerance, "state " + s);
      }
    }
  }

  /** Sutton and Barto 2018, example 4.3, at p = 0.25: mean of V* over the capitals 1 to 99. */
  @ParameterizedTest
  @MethodSource("gamblers")
  void theGamblerDoubles(DecisionProcess gambler) {
    SoftValueIteration optimum = SoftValueIteration.of(gambler, 0);
    assertEquals(0.2481201495, optimum.optimalValue(), 5e-11);
    // Bold play: all of 50, then half the chance at 25, as 25 must double twice.
    assertEquals(0.25, optimum.value(49), 1e-12);
    assertEquals(0.0625, optimum.value(24), 1e-12);
    assertEquals(0.25 + 0.75 * 0.25, optimum.value(74), 1e-12);
  }

  /**
   * Mei et al. 2020 (arXiv:2005.06392), gradient ascent on three arms from a start that favours the
   * worst, after 3000 steps; golden numbers by the same recurrence in Python's floats.
   */
  @Test
  void gradientAscentLeavesTheWorstArm() {
    double[] start = {Math.log(0.05), Math.log(0.01), Math.log(0.94)};
    ContextualBandit bandit = ContextualBandit.of(start, new double[] {1, 0.9, 0.1});
    Run run = new Run(bandit, Objective.expectedReturn(), new GradientAscent(0.4));
    run.advance(3000);
    assertEquals(0.9995183575569526, run.observe().value(), 1e-12);
    double[] logits = run.policy().logits().data;
    assertEquals(0.000887583456714926 / 0.9986758786573118, Math.exp(logits[1] - logits[0]), 1e-12);
    assertEquals(
        0.0004365378859733573 / 0.9986758786573118, Math.exp(logits[2] - logits[0]), 1e-12);
  }

  private static DecisionProcess forest(double gamma) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    double[] cut = {0, 1, 2};
    for (int age = 0; age < 3; age++) {
      builder.state(1 / 3.0);
      int older = Math.min(age + 1, 2);
      builder.action(0, age == 2 ? 4 : 0, new int[] {0, older}, new double[] {0.1, 0.9});
      builder.action(0, cut[age], 0);
    }
    return builder.build();
  }

  private static DecisionProcess puterman() {
    return DecisionProcess.builder(new Horizon.Discounted(0.95))
        .state(1)
        .action(0, 5, new int[] {0, 1}, new double[] {0.5, 0.5})
        .action(0, 10, 1)
        .state(0)
        .action(0, -1, 1)
        .build();
  }

  private static DecisionProcess fiveByFive(Horizon horizon) {
    DecisionProcess.Builder builder = DecisionProcess.builder(horizon);
    for (int s = 0; s < 25; s++) {
      builder.state(1 / 25.0);
      for (int direction = 0; direction < 4; direction++) {
        int next = move(s, direction, 5, 5);
        switch (s) {
          case 1 -> builder.action(0, 10, 21);
          case 3 -> builder.action(0, 5, 13);
          default -> builder.action(0, next == s ? -1 : 0, next);
        }
      }
    }
    return builder.build();
  }

  private static DecisionProcess fourByFour() {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(2000));
    for (int cell = 1; cell < 15; cell++) {
      builder.state(1 / 14.0);
      for (int direction = 0; direction < 4; direction++) {
        int next = move(cell, direction, 4, 4);
        builder.action(0, -1, next == 0 || next == 15 ? Transitions.END : next - 1);
      }
    }
    return builder.build();
  }

  /** Left, down, right or up; off the grid is where one was. */
  private static int move(int cell, int direction, int rows, int columns) {
    int row = cell / columns + new int[] {0, 1, 0, -1}[direction];
    int column = cell % columns + new int[] {-1, 0, 1, 0}[direction];
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? columns * row + column : cell;
  }

  private static DecisionProcess robot() {
    double alpha = 0.9;
    double beta = 0.4;
    int[] both = {0, 1};
    return DecisionProcess.builder(new Horizon.Discounted(0.9))
        .state(1)
        .action(0, 3, both, new double[] {alpha, 1 - alpha})
        .action(0, 1, 0)
        .state(0)
        .action(0, 3 * beta - 3 * (1 - beta), both, new double[] {1 - beta, beta})
        .action(0, 1, 1)
        .action(0, 0, 0)
        .build();
  }

  private static final int RIVER = 6;

  private static double[] swim(int state, boolean right) {
    double[] next = new double[RIVER];
    if (!right) {
      next[Math.max(0, state - 1)] = 1;
    } else if (state == 0) {
      next[0] = 0.4;
      next[1] = 0.6;
    } else if (state == RIVER - 1) {
      next[state - 1] = 0.4;
      next[state] = 0.6;
    } else {
      next[state - 1] = 0.05;
      next[state] = 0.6;
      next[state + 1] = 0.35;
    }
    return next;
  }

  private static double riverReward(int state, boolean right) {
    return right ? (state == RIVER - 1 ? 10_000 : 0) : (state == 0 ? 5 : 0);
  }

  private static DecisionProcess riverSwim(double gamma) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    int[] all = {0, 1, 2, 3, 4, 5};
    for (int s = 0; s < RIVER; s++) {
      builder.state(s == 0 ? 1 : 0);
      builder.action(0, riverReward(s, false), all, swim(s, false));
      builder.action(0, riverReward(s, true), all, swim(s, true));
    }
    return builder.build();
  }

  private static double[] bestOfAll(double gamma) {
    double[] best = new double[RIVER];
    for (int policy = 0; policy < 1 << RIVER; policy++) {
      RealMatrix system = MatrixUtils.createRealIdentityMatrix(RIVER);
      double[] rewards = new double[RIVER];
      for (int s = 0; s < RIVER; s++) {
        boolean right = (policy >> s & 1) == 1;
        rewards[s] = riverReward(s, right);
        for (int t = 0; t < RIVER; t++) {
          system.addToEntry(s, t, -gamma * swim(s, right)[t]);
        }
      }
      double[] values =
          new LUDecomposition(system).getSolver().solve(new ArrayRealVector(rewards)).toArray();
      Arrays.setAll(best, s -> Math.max(best[s], values[s]));
    }
    return best;
  }

  /** A third each: the direction that was meant, and the two across it. */
  private static DecisionProcess lake(String[] map, Horizon horizon) {
    int size = map.length;
    String cells = String.join("", map);
    int[] states = new int[cells.length()];
    int count = 0;
    for (int cell = 0; cell < states.length; cell++) {
      boolean ends = cells.charAt(cell) == 'H' || cells.charAt(cell) == 'G';
      states[cell] = ends ? Transitions.END : count++;
    }
    DecisionProcess.Builder builder = DecisionProcess.builder(horizon);
    for (int cell = 0; cell < states.length; cell++) {
      if (states[cell] != Transitions.END) {
        builder.state(cell == 0 ? 1 : 0);
        for (int meant = 0; meant < 4; meant++) {
          int[] next = new int[3];
          double reward = 0;
          for (int i = 0; i < 3; i++) {
            int reached = move(cell, (meant + i + 3) % 4, size, size);
            next[i] = states[reached];
            reward += cells.charAt(reached) == 'G' ? 1 / 3.0 : 0;
          }
          builder.action(0, reward, next, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
        }
      }
    }
    return builder.build(unreachable -> {});
  }

  /** Start in the lower left corner, which is state 0, goal in the lower right. */
  private static DecisionProcess cliff() {
    int start = 36;
    int goal = 47;
    // Cells 37 to 46 are the cliff, from where one is back at the start.
    IntUnaryOperator state = cell -> cell == goal ? Transitions.END : cell >= start ? 0 : cell + 1;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(1000));
    for (int s = 0; s <= start; s++) {
      int cell = s == 0 ? start : s - 1;
      builder.state(s == 0 ? 1 : 0);
      for (int direction = 0; direction < 4; direction++) {
        int reached = move(cell, direction, 4, 12);
        boolean fallen = reached > start && reached < goal;
        builder.action(0, fallen ? -100 : -1, state.applyAsInt(reached));
      }
    }
    return builder.build();
  }

  static List<DecisionProcess> gamblers() {
    // Bold play ends soon: of 300 stakes none is left but with a probability below 1e-12.
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(300));
    for (int capital = 1; capital < 100; capital++) {
      builder.state(1 / 99.0);
      for (int stake = 1; stake <= Math.min(capital, 100 - capital); stake++) {
        boolean won = capital + stake == 100;
        boolean lost = capital == stake;
        builder.action(
            0,
            won ? 0.25 : 0,
            new int[] {
              won ? Transitions.END : capital + stake - 1,
              lost ? Transitions.END : capital - stake - 1
            },
            new double[] {0.25, 0.75});
      }
    }
    return List.of(builder.build());
  }
}
