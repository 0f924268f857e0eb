package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best action sequences, counted exactly, or a refusal. */
class OptimalSequencesTest {
  @Test
  void optimalSequencesAreCountedWithExactTies() {
    // 0.1 + 0.2 is 0.30000000000000004 when rounded, and neither it nor the exact sum is 0.3.
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    builder.state(1);
    builder.action(0, 0.1, 1).action(0, 0.2, 2).action(0, 0.3, -1);
    builder.state(0).action(0, 0.2, -1).state(0).action(0, 0.1, -1);
    OptimalSequences sequences = OptimalSequences.of(builder.build(), 0);
    assertEquals(BigInteger.TWO, sequences.count());
    assertEquals(0.1 + 0.2, sequences.value(), 1e-16);
  }

  /** Both actions are optimal at each step: 2^H, as many bits as steps. */
  @Test
  void countsOfSoManyDigitsThatTheyTakeMinutesAreRefused() {
    assertEquals(BigInteger.TWO.pow(10_000), OptimalSequences.of(coin(10_000), 0).count());
    assertEquals(
        "number of optimal sequences: an exact count of up to 1000000 bits, added up at every step,"
            + " takes 3.125e+10 operations, must be at most 1e+10; use a shorter horizon",
        refusal(coin(1_000_000), 0));
    // The second state adds as many up, of its own two actions.
    DecisionProcess two =
        DecisionProcess.builder(new Horizon.Steps(1_000_000))
            .state(1)
            .action(0, 1, 1)
            .action(0, 1, 1)
            .state(0)
            .action(0, 1, 0)
            .action(0, 1, 0)
            .build();
    String message = refusal(two, 0);
    assertTrue(message.contains(" takes 6.250e+10 operations"), message);
  }

  /**
   * A chain of S states with two actions each: the count of a state that n steps follow has n + 1
   * bits, together {@code S + S (S + 1) / 64} words of 32 bits.
   */
  @Test
  void countsThatDoNotFitIntoMemoryAreRefused() {
    int states = 200_000;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (int s = 0; s < states; s++) {
      int next = s == states - 1 ? Transitions.END : s + 1;
      builder.state(s == 0 ? 1 : 0).action(0, 1, next).action(0, 1, next);
    }
    String message = refusal(builder.build(), 0);
    // 625,203,125 words of 4 bytes.
    assertTrue(
        message.startsWith(
            "number of optimal sequences: 625203125 words of counts: needs 2385 MiB of memory, must"
                + " be at most the "),
        message);
    assertTrue(message.endsWith("; use a shorter horizon or a larger heap (-Xmx)"), message);
  }

  private static String refusal(Environment environment, int start) {
    return assertThrows(InvalidInputException.class, () -> OptimalSequences.of(environment, start))
        .getMessage();
  }

  /** One step: the members of all classes that are best. */
  @Test
  void theSequencesOfABanditAreItsBestActions() {
    ContextualBandit bandit =
        ContextualBandit.of(new double[3], new double[] {0.5, 1, 1}, new double[] {1e12, 3, 1e9});
    OptimalSequences sequences = OptimalSequences.of(bandit, 0);
    assertEquals(BigInteger.valueOf(1_000_000_003), sequences.count());
    assertEquals(1, sequences.value());
  }

  /** Sums of 0.1, 0.2 and 0.3 in another order differ by roundings, at 2^40 by 2^-13. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0x1p40, 0x1p-40, -1, -0x1p40, 0})
  void sumsInAnotherOrderAreExactTies(double scale) {
    double a = 0.1 * scale;
    double b = 0.2 * scale;
    double c = 0.3 * scale;
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(0, a, 1)
            .action(0, c, 2)
            .state(0)
            .action(0, b, 3)
            .state(0)
            .action(0, b, 4)
            .state(0)
            .action(0, c, Transitions.END)
            .state(0)
            .action(0, a, Transitions.END)
            .build();
    OptimalSequences sequences = OptimalSequences.of(process, 0);
    assertEquals(BigInteger.TWO, sequences.count());
    BigDecimal sum = new BigDecimal(a).add(new BigDecimal(b)).add(new BigDecimal(c));
    assertEquals(sum.doubleValue(), sequences.value());
  }

  /** What is behind a costly end is worth it only where it pays. */
  @Test
  void whatLiesAheadMayCost() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(0, 0.5, 1)
            .action(0, -0.25, Transitions.END)
            .state(0)
            .action(0, -1, Transitions.END)
            .action(0, -1, Transitions.END)
            .action(0, -2, Transitions.END)
            .build();
    assertEquals(-0.25, OptimalSequences.of(process, 0).value());
    assertEquals(BigInteger.ONE, OptimalSequences.of(process, 0).count());
    assertEquals(-1, OptimalSequences.of(process, 1).value());
    assertEquals(BigInteger.TWO, OptimalSequences.of(process, 1).count());
  }

  private static DecisionProcess coin(int horizon) {
    return DecisionProcess.builder(new Horizon.Steps(horizon))
        .state(1)
        .action(0, 1, 0)
        .action(0, 1, 0)
        .build();
  }

  @Test
  void sequencesAreNotCountedWhereThatMeansNothing() {
    DecisionProcess garnet = new Garnet(3, 2, 2, 0.5, new UniformStart()).process(1);
    assertEquals(
        "number of optimal sequences: must be asked of episodes that end, these are discounted",
        refusal(garnet, 0));
    DecisionProcess random =
        DecisionProcess.builder(new Horizon.Steps(2))
            .state(1)
            .action(0, 0, 1)
            .action(0, 0, 1)
            .state(0)
            .action(0, 0, 0)
            .action(0, 0, new int[] {0, -1}, new double[] {0.5, 0.5})
            .build();
    assertEquals(
        "number of optimal sequences: next states must be certain, those of action 1 in state 1 are"
            + " random",
        refusal(random, 0));
  }
}
