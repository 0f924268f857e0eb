package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.math.InvalidInputException;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BanditGeneratorTest {
  private static final Placement DECOYED = new Placement(0.2, 0.2, 2, 20, 800, 2, 3);

  static Stream<StartPolicy> startPolicies() {
    return Stream.of(new UniformStart(), new GaussianStart(2), new ZipfStart(1.2));
  }

  private static BanditSettings settings(StartPolicy start, int optimal) {
    return new BanditSettings(10, 1000, optimal, RewardLevels.ZERO_ONE, start, DECOYED);
  }

  private static ContextualBandit draw(StartPolicy start, int optimal, Encoding encoding) {
    return new BanditGenerator(settings(start, optimal), encoding).bandit(7);
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void aStartPolicyNamesEveryRankOnceAndNeverAscends(StartPolicy start) {
    RankedLogits ranked = start.draw(1000, RandomSource.XO_RO_SHI_RO_128_PP.create(1));
    assertEquals(start.blocks(1000), ranked.blocks());
    assertEquals(1000, IntStream.range(0, ranked.blocks()).mapToLong(ranked::count).sum());
    for (int b = 1; b < ranked.blocks(); b++) {
      assertTrue(ranked.count(b) >= 1);
      assertTrue(ranked.logits()[b] <= ranked.logits()[b - 1]);
    }
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void everyContextHasAllActionsAndSoManyOptimalOnes(StartPolicy start) {
    ContextualBandit bandit = draw(start, 15, Encoding.CLASSES);
    assertEquals(10, bandit.classes().states());
    for (int s = 0; s < 10; s++) {
      assertEquals(1000, bandit.classes().actions(s));
      double optimal = 0;
      for (int k = bandit.classes().begin(s); k < bandit.classes().end(s); k++) {
        optimal += bandit.rewards().get(k) * bandit.classes().multiplicity(k);
      }
      assertEquals(15, optimal);
    }
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void theSameSeedGivesTheSameBanditAndAnotherSeedAnother(StartPolicy start) {
    BanditGenerator generator = new BanditGenerator(settings(start, 5), Encoding.EXPLICIT);
    double[] rewards = generator.bandit(7).rewards().data;
    assertArrayEquals(rewards, generator.bandit(7).rewards().data);
    assertTrue(!Arrays.equals(rewards, generator.bandit(8).rewards().data));
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void aContextDrawnAloneIsThatContextOfTheWhole(StartPolicy start) {
    BanditGenerator generator = new BanditGenerator(settings(start, 5), Encoding.CLASSES);
    ContextualBandit whole = generator.bandit(7);
    for (int s = 0; s < 10; s++) {
      ContextualBandit alone = generator.context(7, s);
      int from = whole.classes().begin(s);
      int to = whole.classes().end(s);
      assertArrayEquals(
          Arrays.copyOfRange(whole.startLogits().data, from, to), alone.startLogits().data);
      assertArrayEquals(Arrays.copyOfRange(whole.rewards().data, from, to), alone.rewards().data);
    }
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void explicitActionsAreTheMembersOfTheClasses(StartPolicy start) {
    ContextualBandit lumped = draw(start, 15, Encoding.CLASSES);
    ContextualBandit explicit = draw(start, 15, Encoding.EXPLICIT);
    for (int s = 0; s < 10; s++) {
      assertArrayEquals(members(lumped, s), members(explicit, s));
    }
  }

  /** Logit and reward of every action of a state, sorted. */
  private static String[] members(ContextualBandit bandit, int state) {
    return IntStream.range(bandit.classes().begin(state), bandit.classes().end(state))
        .boxed()
        .flatMap(
            k ->
                Stream.generate(() -> bandit.startLogits().get(k) + " " + bandit.rewards().get(k))
                    .limit((long) bandit.classes().multiplicity(k)))
        .sorted()
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("startPolicies")
  void optimalSetsAreNestedAcrossSparsities(StartPolicy start) {
    int[] sparsities = {1, 5, 10, 15};
    for (int i = 1; i < sparsities.length; i++) {
      double[] fewer = draw(start, sparsities[i - 1], Encoding.EXPLICIT).rewards().data;
      double[] more = draw(start, sparsities[i], Encoding.EXPLICIT).rewards().data;
      for (int a = 0; a < more.length; a++) {
        assertTrue(fewer[a] <= more[a]);
      }
    }
  }

  @Test
  void sparsityChangesNothingButTheRewards() {
    assertArrayEquals(
        draw(new ZipfStart(1.2), 1, Encoding.EXPLICIT).startLogits().data,
        draw(new ZipfStart(1.2), 15, Encoding.EXPLICIT).startLogits().data);
  }

  @Test
  void alignedContextsHaveNoDecoyAndAllOthersHaveOneWithinItsOdds() {
    ContextualBandit bandit = draw(new ZipfStart(1.2), 5, Encoding.EXPLICIT);
    for (int s = 0; s < 10; s++) {
      double[] logits = Arrays.copyOfRange(bandit.startLogits().data, 1000 * s, 1000 * (s + 1));
      double others = Arrays.stream(logits).skip(1).map(Math::exp).sum();
      double logOdds = (logits[0] - Math.log(others)) / Math.log(10);
      if (s < 2) {
        assertEquals(0, logits[0]);
      } else {
        assertTrue(logOdds >= 2 - 1e-12 && logOdds <= 3 + 1e-12, "log odds " + logOdds);
      }
      assertEquals(0, bandit.rewards().get(1000 * s), "rank 1 is never optimal");
    }
  }

  @Test
  void theFirstOptimalActionIsNearInAlignedAndNearMissContexts() {
    ContextualBandit bandit = draw(new ZipfStart(1.2), 1, Encoding.EXPLICIT);
    for (int s = 0; s < 10; s++) {
      int rank = 1;
      while (bandit.rewards().get(1000 * s + rank - 1) == 0) {
        rank++;
      }
      assertTrue(rank >= 2 && rank <= (s < 4 ? 20 : 800), "rank " + rank + " in context " + s);
    }
  }

  @Test
  void rewardLevelsAreTunable() {
    BanditSettings settings =
        new BanditSettings(
            10, 1000, 3, new RewardLevels(0.9, 0.1, 0.4), new ZipfStart(1.2), DECOYED);
    double[] rewards = new BanditGenerator(settings, Encoding.EXPLICIT).bandit(7).rewards().data;
    assertEquals(30, Arrays.stream(rewards).filter(r -> r == 0.9).count());
    assertEquals(8, Arrays.stream(rewards).filter(r -> r == 0.4).count());
    assertEquals(10_000 - 38, Arrays.stream(rewards).filter(r -> r == 0.1).count());
  }

  @Test
  void aHundredThousandZipfActionsAreFewerThanAThousandClasses() {
    assertTrue(new ZipfStart(1.2).blocks(100_000) < 1000);
  }

  @Test
  void everyActionMayBeOptimalWhereThereIsNoDecoy() {
    BanditSettings settings =
        new BanditSettings(
            1, 50, 50, RewardLevels.ZERO_ONE, new UniformStart(), Placement.ANYWHERE);
    ContextualBandit bandit = new BanditGenerator(settings, Encoding.CLASSES).bandit(1);
    assertEquals(1, bandit.classes().size());
    assertEquals(1, bandit.rewards().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 5, number of contexts = 0",
    "-1, 1000, 5, number of contexts = -1",
    "10, 0, 1, number of actions = 0: must be a whole number between 1 and",
    "10, -5, -5, number of actions = -5",
    "10, 10, 11, number of optimal actions = 11: must be at most the number of actions",
    "10, 10, 0, number of optimal actions = 0",
    "10, 10, 10, number of optimal actions = 10: must be at most 9"
  })
  void impossibleSizesAreRefusedByName(int contexts, long actions, int optimal, String message) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                new BanditSettings(
                    contexts,
                    actions,
                    optimal,
                    RewardLevels.ZERO_ONE,
                    new UniformStart(),
                    new Placement(0.2, 0.2, 2, 5, 100, 1, 2)));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void whatCannotFitIsRefusedWithTheArithmeticBeforeItIsAllocated() {
    BanditSettings huge =
        new BanditSettings(20, 100_000_000, 5, RewardLevels.ZERO_ONE, new ZipfStart(1.2), DECOYED);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new BanditGenerator(huge, Encoding.EXPLICIT).bandit(1));
    assertTrue(
        e.getMessage().contains("20 contexts x 100000000 actions, explicit: 2000000000 entries x"),
        e.getMessage());
    assertTrue(e.getMessage().contains("use action classes"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "-1", "Infinity"})
  void startPoliciesRefuseBadNumbers(double bad) {
    assertThrows(InvalidInputException.class, () -> new ZipfStart(bad));
    assertThrows(InvalidInputException.class, () -> new GaussianStart(bad));
    assertThrows(InvalidInputException.class, () -> new Placement(bad, 0, 2, 20, 800, 2, 3));
  }
}
