package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.theory.OptimalSequences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSequenceGeneratorTest {
  private static final ZipfStart ZIPF = new ZipfStart(1.2);
  private static final OptimalRanks DECOYED =
      OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 80).decoyLogOdds(1, 3);

  /** H = 4 steps of 100 tokens of which 3, 1, 2, 5 are right. */
  private static TokenSequenceSettings settings(
      Payment payment, List<Double> credit, double slip, double end, StartPolicy start) {
    return new TokenSequenceSettings(3, 4, 100, List.of(3, 1, 2, 5))
        .withPayment(payment)
        .withPartialCredit(credit)
        .withSlip(slip)
        .withEnd(new EndToken(end, 0))
        .withStart(start)
        .withRanks(DECOYED);
  }

  private static TokenSequenceSettings allOrNothing() {
    return settings(Payment.AT_END, List.of(), 0, 0, ZIPF);
  }

  private static DecisionProcess draw(TokenSequenceSettings settings) {
    return new TokenSequenceGenerator(settings, Encoding.CLASSES).process(7);
  }

  private static Evaluation start(Environment process) {
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    evaluation.evaluate(Policy.startOf(process));
    return evaluation;
  }

  @Test
  void statesAreProgressNotPrefixes() {
    // A prompt: step 0 on the track, then on and off it.
    assertEquals(3 * 7, allOrNothing().states());
    assertEquals(21, draw(allOrNothing()).classes().states());
    // With credit for one mistake: 1 + 2 + 3 + 3.
    assertEquals(3 * 9, settings(Payment.AT_END, List.of(0.5), 0, 0, ZIPF).states());
  }

  @ParameterizedTest
  @EnumSource(Payment.class)
  void optimalResponsesAreCountedExactly(Payment payment) {
    for (List<Double> credit : List.of(List.<Double>of(), List.of(0.5, 0.25))) {
      TokenSequenceSettings settings = settings(payment, credit, 0, 0.1, ZIPF);
      assertEquals(BigInteger.valueOf(3 * 1 * 2 * 5), settings.optimalSequences());
      assertEquals(Math.log(30), settings.logOptimalSequences(), 1e-15);
      for (Encoding encoding : Encoding.values()) {
        OptimalSequences found =
            OptimalSequences.of(new TokenSequenceGenerator(settings, encoding).process(7), 0);
        assertEquals(settings.optimalSequences(), found.count());
        assertEquals(1, found.value(), 1e-15);
      }
    }
  }

  @Test
  void countsDoNotOverflow() {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(1, 100, 1_000_000_000_000L, List.of(1000)).withStart(ZIPF);
    assertEquals(BigInteger.TEN.pow(300), settings.optimalSequences());
    assertEquals(300 * Math.log(10), settings.logOptimalSequences(), 1e-12);
    assertEquals(BigInteger.TEN.pow(1200), settings.sequences());
    assertEquals(BigInteger.TEN.pow(300), OptimalSequences.of(draw(settings), 0).count());
  }

  @Test
  void responsesThatEndEarlyAreCountedToo() {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(1, 3, 10, List.of(1))
            .withEnd(new EndToken(0.5, 0))
            .withStart(ZIPF);
    assertEquals(BigInteger.valueOf(1 + 10 + 100 + 1000), settings.sequences());
  }

  @Test
  void anEarlyEndIsPaidWhereverItComes() {
    double p = 0.3;
    double[] values = new double[2];
    for (int i = 0; i < 2; i++) {
      TokenSequenceSettings settings =
          new TokenSequenceSettings(3, 4, 100, List.of(3, 1, 2, 5))
              .withPartialCredit(List.of(0.5))
              .withEnd(new EndToken(p, 0.2 * i))
              .withStart(ZIPF)
              .withRanks(DECOYED);
      DecisionProcess process = draw(settings);
      values[i] = start(process).value();
      // It is never better than to go on where there is no mistake.
      assertEquals(BigInteger.valueOf(30), OptimalSequences.of(process, 0).count());
    }
    // The response ends at one of the first three steps.
    assertEquals(0.2 * (1 - Math.pow(1 - p, 3)), values[1] - values[0], 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.9})
  void responseLengthIsRandomWithTheEndToken(double end) {
    Evaluation evaluation = start(draw(settings(Payment.AT_END, List.of(), 0, end, ZIPF)));
    // Step t is taken if the first t tokens did not end the response.
    double expected = 0;
    for (int t = 0; t < 4; t++) {
      expected += Math.pow(1 - end, t);
    }
    assertEquals(expected, evaluation.length(), 1e-12);
  }

  /** With a uniform start policy each step is right with probability n_h / 100. */
  @Test
  void rewardsAreThoseOfTheSettings() {
    OptimalRanks anywhere = OptimalRanks.ANYWHERE;
    double[] right = {0.03, 0.01, 0.02, 0.05};
    double all = 0.03 * 0.01 * 0.02 * 0.05;
    double oneMistake = 0;
    double prefix = 0;
    double onTrack = 1;
    for (int h = 0; h < 4; h++) {
      oneMistake += all / right[h] * (1 - right[h]);
      onTrack *= right[h];
      prefix += onTrack / 4;
    }
    double slip = 0.25;
    double slipped = all * Math.pow(1 - slip, 4);
    assertEquals(all, uniformValue(Payment.AT_END, List.of(), 0, anywhere), 1e-18);
    assertEquals(slipped, uniformValue(Payment.AT_END, List.of(), slip, anywhere), 1e-18);
    assertEquals(
        all + 0.5 * oneMistake, uniformValue(Payment.AT_END, List.of(0.5), 0, anywhere), 1e-17);
    double kept = 1;
    double lost = 0;
    for (double share : right) {
      kept *= share * (1 - slip);
      lost += 1 / (share * (1 - slip)) - 1;
    }
    assertEquals(
        kept + 0.5 * kept * lost,
        uniformValue(Payment.AT_END, List.of(0.5), slip, anywhere),
        1e-17);
    assertEquals(prefix, uniformValue(Payment.PER_STEP, List.of(), 0, anywhere), 1e-16);
  }

  /** Paid step by step: what the mistakes before a right token leave, its own slip aside. */
  @Test
  void aRightTokenIsPaidByTheMistakesBeforeIt() {
    double[] right = {0.03, 0.01, 0.02, 0.05};
    double slip = 0.25;
    double none = 1;
    double one = 0;
    double expected = 0;
    for (double share : right) {
      expected += share * (none + 0.5 * one) / right.length;
      double kept = share * (1 - slip);
      one = one * kept + none * (1 - kept);
      none *= kept;
    }
    assertEquals(
        expected, uniformValue(Payment.PER_STEP, List.of(0.5), slip, OptimalRanks.ANYWHERE), 1e-16);
  }

  private static double uniformValue(
      Payment payment, List<Double> credit, double slip, OptimalRanks placement) {
    return start(
            draw(
                new TokenSequenceSettings(3, 4, 100, List.of(3, 1, 2, 5))
                    .withPayment(payment)
                    .withPartialCredit(credit)
                    .withSlip(slip)
                    .withRanks(placement)))
        .value();
  }

  @Test
  void tokensDependOnSeedPromptAndStepAlone() {
    TokenSequenceSettings longer =
        new TokenSequenceSettings(5, 6, 100, List.of(3, 1, 2, 5, 1, 1))
            .withPayment(Payment.PER_STEP)
            .withSlip(0.1)
            .withStart(new GaussianStart(1));
    TokenSequenceSettings shorter =
        new TokenSequenceSettings(2, 2, 100, List.of(3, 1)).withStart(new GaussianStart(1));
    double[] some = draw(shorter).startLogits().data;
    DecisionProcess many = draw(longer);
    // The second prompt begins after 1 + 2 states there, and 1 + 5 x 2 here.
    int begin = many.classes().begin(11);
    assertArrayEquals(
        Arrays.copyOfRange(some, 300, 600),
        Arrays.copyOfRange(many.startLogits().data, begin, begin + 300));
  }

  @Test
  void memoryIsRefusedWithTheArithmeticAndAWayThatFits() {
    TokenSequenceSettings huge =
        new TokenSequenceSettings(25, 20, 100_000, List.of(5)).withStart(ZIPF);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new TokenSequenceGenerator(huge, Encoding.EXPLICIT).process(1));
    assertTrue(
        e.getMessage()
            .startsWith(
                "25 prompts x 20 steps x 100000 tokens, explicit: 975 states x at most 100000"
                    + " entries = 97500000 entries x 9 tables x 8 bytes: needs 6695 MiB"),
        e.getMessage());
    assertTrue(e.getMessage().contains("; use action classes"), e.getMessage());
    // The way that fits.
    assertEquals(
        975, new TokenSequenceGenerator(huge, Encoding.CLASSES).process(1).classes().states());
  }

  /** The first half of the contexts is aligned: the first two steps of the only prompt. */
  @Test
  void contextsOfThePlacementAreTheStepsPromptByPrompt() {
    OptimalRanks half = OptimalRanks.aligned(0.5).ranks(2, 3, 80).decoyLogOdds(1, 1);
    TokenSequenceSettings settings =
        new TokenSequenceSettings(2, 3, 100, List.of(1)).withStart(ZIPF).withRanks(half);
    DecisionProcess process = new TokenSequenceGenerator(settings, Encoding.EXPLICIT).process(7);
    int[] first = {0, 1, 3, 5, 6, 8};
    for (int i = 0; i < 6; i++) {
      double[] logits =
          Arrays.copyOfRange(process.startLogits().data, 100 * first[i], 100 * first[i] + 100);
      boolean decoy = logits[0] > 0;
      assertEquals(i >= 3, decoy, "prompt " + i / 3 + ", step " + i % 3);
    }
  }

  @Test
  void theMostLikelyTokenNeedNotHaveLogitZeroForTheEndToHaveItsProbability() {
    for (Encoding encoding : Encoding.values()) {
      TokenSequenceSettings settings =
          settings(Payment.AT_END, List.of(), 0, 0.3, new GaussianStart(2));
      DecisionProcess process = new TokenSequenceGenerator(settings, encoding).process(7);
      Evaluation evaluation = start(process);
      for (int s = 0; s < process.classes().states(); s++) {
        int end = process.classes().end(s) - 1;
        assertEquals(1, process.classes().multiplicity(end));
        assertEquals(0.3, Math.exp(evaluation.logProbability(s, end)), 1e-14);
      }
    }
  }

  @Test
  void aRefusalCountsTheEntriesOfTheEncoding() {
    // Gaussian logits: a block for each token; with the right ones and the end, never more entries.
    assertEntries(
        new GaussianStart(1), 0, "100000000 entries = 7500000000 entries: must be at most");
    assertEntries(
        new GaussianStart(1), 0.1, "100000001 entries = 7500000075 entries: must be at most");
    assertMessage(
        "1 prompts x 2 steps x 100000000 tokens, as classes: 3 states x at most 100000001 entries ="
            + " 300000003 entries x 9 tables x 8 bytes: needs 20599 MiB",
        () -> generator(1, 2, 100_000_000, new GaussianStart(1), 0.1).process(1));
    String one = "1 prompts x 1 steps x 2147483639 tokens, as classes: 1 states x at most ";
    assertMessage(
        one + "2147483639 entries = 2147483639 entries x 9 tables x 8 bytes: needs",
        () -> generator(1, 1, 2_147_483_639, new GaussianStart(1), 0).process(1));
    assertMessage(
        one + "2147483640 entries = 2147483640 entries: must be at most 2^31; use",
        () -> generator(1, 1, 2_147_483_639, new GaussianStart(1), 0.5).process(1));
    // Zipf's blocks and two more entries for each.
    long blocks = new ZipfStart(1, 1e-7).blocks(100_000_000);
    assertMessage(
        "20 prompts x 1 steps x 100000000 tokens, as classes: 20 states x at most "
            + (blocks + 2)
            + " entries = "
            + 20 * (blocks + 2)
            + " entries x 9 tables",
        () -> generator(20, 1, 100_000_000, new ZipfStart(1, 1e-7), 0).process(1));
  }

  private static void assertEntries(StartPolicy start, double end, String arithmetic) {
    assertMessage(
        "25 prompts x 2 steps x 100000000 tokens, as classes: 75 states x at most " + arithmetic,
        () -> generator(25, 2, 100_000_000, start, end).process(1));
  }

  private static TokenSequenceGenerator generator(
      int prompts, int horizon, long tokens, StartPolicy start, double end) {
    return new TokenSequenceGenerator(
        new TokenSequenceSettings(prompts, horizon, tokens, List.of(1))
            .withEnd(new EndToken(end, 0))
            .withStart(start),
        Encoding.CLASSES);
  }

  @Test
  void badSettingsAreNamed() {
    assertMessage(
        "numbers of right tokens: must be one for all steps or 4 like horizon, are 2",
        () -> make(4, List.of(1, 2), List.of(), 0, 0));
    assertMessage(
        "number of optimal actions = 101: must be at most the number of actions, 100",
        () -> make(4, List.of(101), List.of(), 0, 0));
    assertMessage(
        "number of optimal actions = 0: must be", () -> make(4, List.of(0), List.of(), 0, 0));
    assertMessage(
        "partial credit [1] = 0.5: must be above 0 and below 0.5",
        () -> make(4, List.of(1), List.of(0.5, 0.5), 0, 0));
    assertMessage(
        "partial credit [0] = NaN: must be", () -> make(4, List.of(1), List.of(Double.NaN), 0, 0));
    assertMessage(
        "number of partial credits = 2: must be a whole number between 0 and 1",
        () -> make(1, List.of(1), List.of(0.5, 0.25), 0, 0));
    assertMessage(
        "slip probability = 1.0: must be in [0, 1)", () -> make(4, List.of(1), List.of(), 1, 0));
    assertMessage(
        "probability of the end-of-sequence token = -0.1: must be in [0, 1)",
        () -> make(4, List.of(1), List.of(), 0, -0.1));
    assertMessage("reward of an early end = 1.0: must be in [0, 1)", () -> new EndToken(0.1, 1));
    assertMessage(
        "reward of an early end = 0.1: must be 0 without an end-of-sequence token",
        () -> new EndToken(0, 0.1));
    // Going on would earn 0.5^2 at best.
    assertMessage(
        "reward of an early end = 0.25: must be 0 or below (1 - slip)^horizon = 0.25",
        () -> ending(Payment.AT_END, 0.5, 0.25));
    assertMessage(
        "reward of an early end = 0.25: must be 0 where right tokens are paid one by one",
        () -> ending(Payment.PER_STEP, 0, 0.25));
    ending(Payment.AT_END, 0, 0.25);
    // 0.1^400 is 0 in doubles, and early ends that are not paid are fine.
    assertEquals(400, make(400, List.of(1), List.of(), 0.9, 0.1).horizon());
    assertMessage(
        "horizon = 34: must be a whole number between 1 and 33",
        () -> new TokenSequenceSettings(30_000, 34, 100, List.of(1)).withStart(ZIPF));
    assertMessage(
        "partial credit [0] = 0.0: must be above 0 and below 1.0",
        () -> make(4, List.of(1), List.of(0.0), 0, 0));
    assertMessage(
        "partial credit [0] = 1.0: must be above 0 and below 1.0",
        () -> make(4, List.of(1), List.of(1.0), 0, 0));
    assertMessage(
        "horizon = 0: must be a whole number between 1 and 1000000",
        () -> make(0, List.of(1), List.of(), 0, 0));
    assertEquals(
        BigInteger.ONE, make(4, Collections.nCopies(4, 1), List.of(), 0, 0).optimalSequences());
  }

  private static TokenSequenceSettings make(
      int horizon, List<Integer> optimal, List<Double> credit, double slip, double end) {
    return new TokenSequenceSettings(1, horizon, 100, optimal)
        .withPartialCredit(credit)
        .withSlip(slip)
        .withEnd(new EndToken(end, 0))
        .withStart(ZIPF);
  }

  private static TokenSequenceSettings ending(Payment payment, double slip, double reward) {
    return new TokenSequenceSettings(1, 2, 100, List.of(1))
        .withPayment(payment)
        .withSlip(slip)
        .withEnd(new EndToken(0.1, reward))
        .withStart(ZIPF);
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable settings) {
    InvalidInputException e = assertThrows(InvalidInputException.class, settings);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}
