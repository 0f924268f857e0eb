package org.actionscape.env;

import java.math.BigInteger;
import java.util.List;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.math.BigCounts;

/**
 * What a generated token-sequence MDP is: a model of answering prompts token by token. At step h of
 * a prompt, n_h of the |A| tokens are right; a response is optimal if all of its H tokens are. With
 * a seed, these settings determine every number of it.
 *
 * <p>States are progress states, not prefixes: (prompt, step, mistakes so far), with mistakes
 * counted up to the first one that leaves nothing to win. All-or-nothing rewards thus need two
 * states a step: on the track and off it. Which tokens are right, and the start policy, depend on
 * prompt and step alone.
 *
 * <p>The end-of-sequence token, if there is one, ends the response; before its last token a
 * response is incomplete and earns what an early end earns, and as the last token it is a mistake.
 * So the length of a response is random.
 *
 * @param prompts the number of independent prompts, equally likely
 * @param horizon the length H of a complete response, tokens
 * @param tokens the size |A| of the vocabulary, without the end-of-sequence token
 * @param optimal the number n_h of right tokens at each step: H numbers, or one for all steps
 * @param payment when a response is paid
 * @param partialCredit what a complete response with 1, 2, ... mistakes earns, instead of 1: below
 *     1, decreasing, above 0; more mistakes than listed earn 0. Empty for all or nothing
 * @param slip the probability, in [0, 1), that a right token counts as a mistake: random next
 *     states
 * @param end the end-of-sequence token, or {@link EndToken#NONE}; the reward of an early end must
 *     be below {@code (1 - slip)^H}, so that going on is better while there is no mistake, and 0 if
 *     right tokens are paid one by one
 * @param start the policy before training, over the tokens
 * @param ranks where the start policy ranks the right tokens; its contexts are the steps of the
 *     prompts, prompt by prompt
 */
public record TokenSequenceSettings(
    int prompts,
    int horizon,
    long tokens,
    List<Integer> optimal,
    Payment payment,
    List<Double> partialCredit,
    double slip,
    EndToken end,
    StartPolicy start,
    OptimalRanks ranks) {
  /** When a response is paid. */
  public enum Payment {
    /** At its end: a verifiable reward. */
    AT_END,
    /**
     * {@code 1 / H} with each right token, times the credit for the mistakes before it: all or
     * nothing pays for the tokens before the first mistake and for none after it. A right token
     * that slips is still paid; it is a mistake for those that follow.
     */
    PER_STEP
  }

  /**
   * The end-of-sequence token.
   *
   * @param probability its probability in the start policy at every step, in [0, 1); 0 for no such
   *     token
   * @param reward what a response earns that ends before its last token, at least 0: a bad answer
   *     can then be worse than none, as where "I don't know" is paid a little
   */
  public record EndToken(double probability, double reward) {
    /** No such token. */
    public static final EndToken NONE = new EndToken(0, 0);

    public EndToken {
      Checks.share("probability of the end-of-sequence token", probability);
      Checks.share("reward of an early end", reward);
      if (reward > 0 && probability == 0) {
        throw new InvalidInputException(
            "reward of an early end = " + reward + ": must be 0 without an end-of-sequence token");
      }
    }
  }

  private static final int MOST_STEPS = 1_000_000;

  public TokenSequenceSettings {
    Checks.between("number of prompts", prompts, 1, MOST_STEPS);
    Checks.between("horizon", horizon, 1, MOST_STEPS / prompts);
    optimal = List.copyOf(optimal);
    if (optimal.size() != 1 && optimal.size() != horizon) {
      throw new InvalidInputException(
          "numbers of right tokens: must be one for all steps or "
              + horizon
              + " like horizon, are "
              + optimal.size());
    }
    partialCredit = List.copyOf(partialCredit);
    double last = 1;
    for (int i = 0; i < partialCredit.size(); i++) {
      double credit = partialCredit.get(i);
      if (!(credit > 0 && credit < last)) {
        throw new InvalidInputException(
            "partial credit [" + i + "] = " + credit + ": must be above 0 and below " + last);
      }
      last = credit;
    }
    Checks.between("number of partial credits", partialCredit.size(), 0, horizon);
    Checks.share("slip probability", slip);
    String given = "reward of an early end = " + end.reward();
    if (end.reward() > 0 && payment == Payment.PER_STEP) {
      throw new InvalidInputException(given + ": must be 0 where right tokens are paid one by one");
    }
    double complete = StrictMath.pow(1 - slip, horizon);
    if (end.reward() > 0 && end.reward() >= complete) {
      throw new InvalidInputException(
          given + ": must be 0 or below (1 - slip)^horizon = " + complete);
    }
    for (int h = 0; h < optimal.size(); h++) {
      step(prompts, horizon, tokens, optimal.get(h), start, ranks);
    }
  }

  /**
   * All or nothing, paid at the end of H tokens; a uniform start policy.
   *
   * @param prompts the number of independent prompts, equally likely
   * @param horizon the length H of a complete response, tokens
   * @param tokens the size |A| of the vocabulary
   * @param optimal the number n_h of right tokens at each step: H numbers, or one for all steps
   */
  public TokenSequenceSettings(int prompts, int horizon, long tokens, List<Integer> optimal) {
    this(
        prompts,
        horizon,
        tokens,
        optimal,
        Payment.AT_END,
        List.of(),
        0,
        EndToken.NONE,
        new UniformStart(),
        OptimalRanks.ANYWHERE);
  }

  /**
   * The same responses with another time of payment.
   *
   * @param newPayment when a response is paid
   * @return new settings
   */
  public TokenSequenceSettings withPayment(Payment newPayment) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, newPayment, partialCredit, slip, end, start, ranks);
  }

  /**
   * The same responses with another credit for mistakes.
   *
   * @param newPartialCredit what a complete response with 1, 2, ... mistakes earns
   * @return new settings
   */
  public TokenSequenceSettings withPartialCredit(List<Double> newPartialCredit) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, payment, newPartialCredit, slip, end, start, ranks);
  }

  /**
   * The same responses with another slip.
   *
   * @param newSlip the probability, in [0, 1), that a right token counts as a mistake
   * @return new settings
   */
  public TokenSequenceSettings withSlip(double newSlip) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, payment, partialCredit, newSlip, end, start, ranks);
  }

  /**
   * The same responses with another end-of-sequence token.
   *
   * @param newEnd the token
   * @return new settings
   */
  public TokenSequenceSettings withEnd(EndToken newEnd) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, payment, partialCredit, slip, newEnd, start, ranks);
  }

  /**
   * The same responses with another start policy.
   *
   * @param newStart the policy before training, over the tokens
   * @return new settings
   */
  public TokenSequenceSettings withStart(StartPolicy newStart) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, payment, partialCredit, slip, end, newStart, ranks);
  }

  /**
   * The same responses with another ranking of right tokens.
   *
   * @param newRanks where the start policy ranks the right tokens
   * @return new settings
   */
  public TokenSequenceSettings withRanks(OptimalRanks newRanks) {
    return new TokenSequenceSettings(
        prompts, horizon, tokens, optimal, payment, partialCredit, slip, end, start, newRanks);
  }

  /** The bandit settings from which the tokens of a step are drawn. */
  BanditSettings step(int h) {
    return step(prompts, horizon, tokens, optimalAt(h), start, ranks);
  }

  private static BanditSettings step(
      int prompts, int horizon, long tokens, int n, StartPolicy start, OptimalRanks ranks) {
    return new BanditSettings(prompts * horizon, tokens, n).withStart(start).withRanks(ranks);
  }

  private int optimalAt(int h) {
    return optimal.get(optimal.size() == 1 ? 0 : h);
  }

  /** Whether there is an end-of-sequence token. */
  boolean ends() {
    return end.probability() > 0;
  }

  /** The mistakes after which nothing is left to win. */
  int lostAt() {
    return partialCredit.size() + 1;
  }

  /** The most mistakes that are told apart at a step; a step has one state more than that. */
  int mistakesAt(int h) {
    return Math.min(h, lostAt());
  }

  /** What a complete response with that many mistakes earns. */
  double credit(int mistakes) {
    return mistakes == 0 ? 1 : mistakes < lostAt() ? partialCredit.get(mistakes - 1) : 0;
  }

  /**
   * The number of states.
   *
   * @return progress states of all prompts
   */
  public long states() {
    long states = 0;
    for (int h = 0; h < horizon; h++) {
      states += mistakesAt(h) + 1;
    }
    return states * prompts;
  }

  /**
   * The number of optimal responses to a prompt.
   *
   * @return {@code |A*_H| = n_1 n_2 ... n_H}, exact
   */
  public BigInteger optimalSequences() {
    BigInteger product = BigInteger.ONE;
    for (int h = 0; h < horizon; h++) {
      product = product.multiply(BigInteger.valueOf(optimalAt(h)));
    }
    return product;
  }

  /**
   * The logarithm of the number of optimal responses to a prompt.
   *
   * @return {@code log |A*_H|}, nats
   */
  public double logOptimalSequences() {
    return BigCounts.log(optimalSequences());
  }

  /**
   * The number of all responses to a prompt.
   *
   * @return {@code |A|^H}, exact; with an end-of-sequence token the shorter ones are counted too,
   *     {@code 1 + |A| + ... + |A|^H}
   */
  public BigInteger sequences() {
    BigInteger size = BigInteger.valueOf(tokens);
    BigInteger sequences = BigInteger.ONE;
    for (int h = 0; h < horizon; h++) {
      sequences = sequences.multiply(size);
      if (ends()) {
        sequences = sequences.add(BigInteger.ONE);
      }
    }
    return sequences;
  }
}
