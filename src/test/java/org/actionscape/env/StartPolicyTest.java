package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.check.InvalidInputException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Logits by rank, by the formulas of their descriptions. */
class StartPolicyTest {
  private static final UniformRandomProvider NOT_ASKED =
      new UniformRandomProvider() {
        @Override
        public long nextLong() {
          throw new AssertionError("this start policy draws no random number");
        }
      };

  @Test
  void theUniformStartIsOneBlockOfLogitZero() {
    RankedLogits ranked = new UniformStart().draw(1_000_000_000_000L, NOT_ASKED);
    assertArrayEquals(new long[] {1_000_000_000_000L}, ranked.ends());
    assertArrayEquals(new double[1], ranked.logits());
  }

  @Test
  void zipfWithoutBucketsGivesEachRankItsOwnLogit() {
    ZipfStart zipf = new ZipfStart(1.2, 0);
    assertEquals(500, zipf.blocks(500));
    RankedLogits ranked = zipf.draw(500, NOT_ASKED);
    for (int rank = 1; rank <= 500; rank++) {
      assertEquals(rank, ranked.ends()[rank - 1]);
      // The logarithm is taken twice and halved: one rounding more.
      assertEquals(-1.2 * Math.log(rank), ranked.logits()[rank - 1], 1e-14);
    }
  }

  /** Buckets 10 % wide: ranks 1 .. 300 alone, then 301 .. 331, 332 .. 365, 366 .. 400. */
  @Test
  void zipfRanksBeyondThreeHundredShareTheLogitOfTheirGeometricMean() {
    RankedLogits ranked = new ZipfStart(1.5, 0.1).draw(400, NOT_ASKED);
    assertEquals(303, ranked.blocks());
    assertEquals(303, new ZipfStart(1.5, 0.1).blocks(400));
    for (int b = 0; b < 300; b++) {
      assertEquals(1, ranked.count(b), "rank " + (b + 1) + " stands alone");
    }
    long[][] buckets = {{301, 331}, {332, 365}, {366, 400}};
    for (int i = 0; i < 3; i++) {
      assertEquals(buckets[i][1], ranked.ends()[300 + i]);
      double geometric = Math.sqrt((double) buckets[i][0] * buckets[i][1]);
      assertEquals(-1.5 * Math.log(geometric), ranked.logits()[300 + i], 1e-14);
    }
  }

  @Test
  void aWideBucketTakesNoRankThatStandsAlone() {
    RankedLogits ranked = new ZipfStart(1, 0.99).draw(700, NOT_ASKED);
    assertEquals(300, ranked.ends()[299]);
    assertEquals((long) (301 * 1.99), ranked.ends()[300]);
  }

  @Test
  void theMostLikelyActionHasLogitZeroAndNotMinusZero() {
    assertEquals(0.0, new ZipfStart(1).draw(10, NOT_ASKED).logits()[0]);
  }

  @Test
  void theSizesOfTheDescriptionAreThoseOfOnePerCent() {
    // "About": two digits.
    assertEquals(900, new ZipfStart(1).blocks(100_000), 50);
    assertEquals(2500, new ZipfStart(1).blocks(1_000_000_000_000L), 50);
  }

  /** More than ten million buckets are estimated by their widths: here 1 to 5 ranks each. */
  @Test
  void manyBucketsAreEstimatedToFiveDigits() {
    double width = 1e-7;
    long actions = 50_000_000;
    long counted = 0;
    for (long end = 0; end < actions; counted++) {
      long first = end + 1;
      end = Math.min(actions, first <= 300 ? first : (long) (first * (1 + width)));
    }
    assertEquals(counted, new ZipfStart(1, width).blocks(actions), 1e-5 * counted);
    // Narrower than a rank everywhere: each rank is a bucket.
    assertEquals(20_000_000, new ZipfStart(1, 1e-9).blocks(20_000_000));
  }

  /** 40,000 numbers: standard errors of mean and deviation are 0.5 % and 0.35 %; five of each. */
  @Test
  void gaussianLogitsHaveTheirDeviation() {
    RankedLogits ranked =
        new GaussianStart(3).draw(40_000, RandomSource.XO_RO_SHI_RO_128_PP.create(5));
    double sum = 0;
    double squares = 0;
    for (double logit : ranked.logits()) {
      sum += logit / 40_000;
      squares += logit * logit / 40_000;
    }
    assertEquals(0, sum, 5 * 0.005 * 3);
    assertEquals(3, Math.sqrt(squares), 5 * 0.0035 * 3);
    assertEquals(40_000, ranked.ends()[39_999]);
  }

  @Test
  void noDeviationIsTheUniformPolicy() {
    RankedLogits ranked = new GaussianStart(0).draw(5, RandomSource.XO_RO_SHI_RO_128_PP.create(5));
    for (double logit : ranked.logits()) {
      assertEquals(0, Math.abs(logit));
    }
  }

  @Test
  void bucketsAreNarrowerThanTheirRank() {
    String message =
        assertThrows(InvalidInputException.class, () -> new ZipfStart(1, 1)).getMessage();
    assertTrue(message.startsWith("start bucket width = 1.0: must be in [0, 1)"), message);
  }
}
