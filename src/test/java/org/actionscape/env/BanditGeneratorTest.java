package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BanditGeneratorTest {
  private static final OptimalRanks DECOYED =
      OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 800).decoyLogOdds(2, 3);

  static Stream<StartPolicy> startPolicies() {
    return Stream.of(new UniformStart(), new GaussianStart(2), new ZipfStart(1.2));
  }

  private static BanditSettings settings(StartPolicy start, int optimal) {
    return new BanditSettings(10, 1000, optimal).withStart(start).withRanks(DECOYED);
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
        new BanditSettings(10, 1000, 3)
            .withRewards(new RewardLevels(0.9, 0.1, 0.4))
            .withStart(new ZipfStart(1.2))
            .withRanks(DECOYED);
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
    BanditSettings settings = new BanditSettings(1, 50, 50);
    ContextualBandit bandit = new BanditGenerator(settings, Encoding.CLASSES).bandit(1);
    assertEquals(1, bandit.classes().size());
    assertEquals(1, bandit.rewards().get(0));
  }

  /** Two ranks fewer than actions, all of them optimal: no rank is drawn twice or out of range. */
  @ParameterizedTest
  @EnumSource(Encoding.class)
  void whereTheRanksAreAsManyAsTheOptimalActionsAllOfThemAreOptimal(Encoding encoding) {
    OptimalRanks tight = OptimalRanks.aligned(0.5).ranks(3, 4, 12).decoyLogOdds(1, 2);
    BanditSettings settings =
        new BanditSettings(2, 14, 10).withStart(new ZipfStart(1)).withRanks(tight);
    for (long seed = 0; seed < 20; seed++) {
      ContextualBandit bandit = new BanditGenerator(settings, encoding).bandit(seed);
      for (int s = 0; s < 2; s++) {
        for (int rank = 1; rank <= 14; rank++) {
          int entry = bandit.classes().begin(s) + rank - 1;
          assertEquals(rank >= 3 && rank <= 12 ? 1 : 0, bandit.rewards().get(entry));
        }
      }
    }
  }

  /** Also where ties and a leading logit that is not 0 enter the sum over the others. */
  @ParameterizedTest
  @MethodSource("startPolicies")
  void aDecoyHasItsOddsAgainstAllOthersTogether(StartPolicy start) {
    OptimalRanks odds = OptimalRanks.aligned(0).ranks(2, 20, 800).decoyLogOdds(1.5, 1.5);
    BanditSettings settings =
        new BanditSettings(3, 1000, 5)
            .withRewards(new RewardLevels(1, 0, 0.5))
            .withStart(start)
            .withRanks(odds);
    for (Encoding encoding : Encoding.values()) {
      ContextualBandit bandit = new BanditGenerator(settings, encoding).bandit(7);
      ActionClasses classes = bandit.classes();
      for (int s = 0; s < 3; s++) {
        int decoy = classes.begin(s);
        assertEquals(0.5, bandit.rewards().get(decoy));
        assertEquals(1, classes.multiplicity(decoy));
        double others = 0;
        for (int k = decoy + 1; k < classes.end(s); k++) {
          others +=
              classes.multiplicity(k)
                  * Math.exp(bandit.startLogits().get(k) - bandit.startLogits().get(decoy));
        }
        // A sum of up to 1,000 terms.
        assertEquals(Math.pow(10, -1.5), others, 1e-13);
      }
    }
  }

  @Test
  void aRefusalCountsTheEntriesOfTheEncoding() {
    String bytes = " entries x 8 tables x 8 bytes: needs ";
    assertRefused(
        20, 100_000_000, Encoding.EXPLICIT, "explicit: 2000000000" + bytes + "122070 MiB");
    // As classes: a block for each rank, one more for each optimal action and one for the decoy.
    assertRefused(
        20, 100_000_000, Encoding.CLASSES, "as classes: 2000000120" + bytes + "122070 MiB");
    assertRefused(1, 2_147_483_639, Encoding.EXPLICIT, "explicit: 2147483639" + bytes);
    assertRefused(
        1, 2_147_483_640, Encoding.EXPLICIT, "explicit: must be at most 2^31 entries in all; use");
  }

  private static void assertRefused(
      int contexts, long actions, Encoding encoding, String arithmetic) {
    BanditSettings settings =
        new BanditSettings(contexts, actions, 5).withStart(new GaussianStart(1)).withRanks(DECOYED);
    BanditGenerator generator = new BanditGenerator(settings, encoding);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> {
                  if (contexts == 1) {
                    generator.context(1, 0);
                  } else {
                    generator.bandit(1);
                  }
                })
            .getMessage();
    assertTrue(
        message.startsWith(contexts + " contexts x " + actions + " actions, " + arithmetic),
        message);
  }

  @Test
  void settingsTakeAnotherNumberOfOptimalActions() {
    assertEquals(settings(new ZipfStart(1), 15), settings(new ZipfStart(1), 5).withOptimal(15));
  }

  @Test
  void placementsOutOfRangeAreNamed() {
    assertNamed("share of aligned contexts = 1.5: must be", 1.5, 0, 2, 20, 800, 2, 3);
    assertNamed("share of near-miss contexts = 0.6: must be", 0.5, 0.6, 2, 20, 800, 2, 3);
    assertNamed(
        "nearest optimal rank = 1: must be a whole number between 2", 0.9, 0, 1, 5, 9, 2, 3);
    assertNamed("last near rank = 1: must be a whole number between 2", 0.2, 0, 2, 1, 800, 2, 3);
    assertNamed(
        "farthest optimal rank = 19: must be a whole number between 20", 0.2, 0, 2, 20, 19, 2, 3);
    assertNamed("lowest log odds of a decoy = -301.0: must be", 0.2, 0, 2, 20, 800, -301, 3);
    assertNamed("highest log odds of a decoy = 1.0: must be", 0.2, 0, 2, 20, 800, 2, 1);
    // Without decoys the most likely action may be optimal.
    assertEquals(1, OptimalRanks.aligned(1).ranks(1, 1, 1).firstRank());
  }

  private static void assertNamed(
      String message,
      double aligned,
      double nearMiss,
      long nearest,
      long near,
      long farthest,
      double lowest,
      double highest) {
    String actual =
        assertThrows(
                InvalidInputException.class,
                () ->
                    OptimalRanks.aligned(aligned)
                        .nearMiss(nearMiss)
                        .ranks(nearest, near, farthest)
                        .decoyLogOdds(lowest, highest))
            .getMessage();
    assertTrue(actual.startsWith(message), actual);
  }

  @Test
  void anOptimalActionPaysMoreThanAnyOther() {
    for (double[] levels : new double[][] {{1, 1, 0}, {1, 0, 1}, {0, 0.5, 0}}) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> new RewardLevels(levels[0], levels[1], levels[2]))
              .getMessage();
      assertTrue(message.contains(": must be above the reward of an ordinary action ("), message);
    }
    assertEquals(-1, new RewardLevels(0, -1, -2).other());
  }

  /** Of ten contexts two are aligned and two near misses: places 0 to 3 of the drawing. */
  @Test
  void kindsOfContextsGoByTheirPlace() {
    for (int context = 0; context < 10; context++) {
      assertEquals(context < 2, DECOYED.isAligned(context, 10));
      assertEquals(context < 4, DECOYED.firstIsNear(context, 10));
    }
    assertEquals(800, DECOYED.lastRankOf(1000));
    assertEquals(70, DECOYED.lastRankOf(70));
  }

  @Test
  void aBanditWrittenByHandIsOneContextOfOneDecision() {
    double[] logits = {0.5, -1};
    double[] rewards = {1, 0};
    ContextualBandit bandit = ContextualBandit.of(logits, rewards);
    logits[0] = 7;
    rewards[0] = 7;
    assertArrayEquals(new double[] {0.5, -1}, bandit.startLogits().data);
    assertArrayEquals(new double[] {1, 0}, bandit.rewards().data);
    assertEquals(2, bandit.classes().actions(0));
    assertEquals(1, bandit.startProbability(0));
    assertTrue(bandit.transitions().isNone());
    assertEquals(new Horizon.Acyclic(), bandit.horizon());
    assertEquals(0.1, draw(new UniformStart(), 5, Encoding.CLASSES).startProbability(3));
    ContextualBandit classes = ContextualBandit.of(logits, rewards, new double[] {3, 1e12});
    assertEquals(1e12 + 3, classes.classes().actions(0));
  }

  @Test
  void banditsWrittenByHandAreChecked() {
    double[] two = {1, 1};
    assertByHand("logits: must have at least one entry", new double[0], two, two);
    assertByHand("rewards: must have 1 entries like logits, has 2", new double[1], two, two);
    assertByHand("multiplicities: must have 2 entries", two, two, new double[] {1});
    assertByHand("logits[1] = NaN: must be", new double[] {0, Double.NaN}, two, two);
    assertByHand("rewards[1] = Infinity", two, new double[] {0, Double.POSITIVE_INFINITY}, two);
  }

  private static void assertByHand(
      String message, double[] logits, double[] rewards, double[] multiplicities) {
    String actual =
        assertThrows(
                InvalidInputException.class,
                () -> ContextualBandit.of(logits, rewards, multiplicities))
            .getMessage();
    assertTrue(actual.startsWith(message), actual);
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
                new BanditSettings(contexts, actions, optimal)
                    .withRanks(
                        OptimalRanks.aligned(0.2)
                            .nearMiss(0.2)
                            .ranks(2, 5, 100)
                            .decoyLogOdds(1, 2)));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void whatCannotFitIsRefusedWithTheArithmeticBeforeItIsAllocated() {
    BanditSettings huge =
        new BanditSettings(20, 100_000_000, 5).withStart(new ZipfStart(1.2)).withRanks(DECOYED);
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
    assertThrows(
        InvalidInputException.class,
        () -> OptimalRanks.aligned(bad).ranks(2, 20, 800).decoyLogOdds(2, 3));
  }

  /** A bandit's settings are told by their names, in any order. */
  @Test
  void settingsThatSayTheSameAreEqual() {
    OptimalRanks ranks = OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 800);
    assertEquals(DECOYED, ranks.decoyLogOdds(2, 3));
    assertEquals(DECOYED.hashCode(), ranks.decoyLogOdds(2, 3).hashCode());
    assertNotEquals(DECOYED, ranks);
    assertEquals(
        settings(new UniformStart(), 3),
        new BanditSettings(10, 1000, 5).withRanks(DECOYED).withOptimal(3));
  }
}
