package org.actionscape.solver;

import java.util.Arrays;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Policy;
import org.actionscape.solver.Sampling.BonusGradient;
import org.ejml.data.DMatrixRMaj;

/**
 * A gradient from sampled episodes: each sampled action pushes its own logit up by its advantage,
 * and the others down by what normalisation asks for,
 *
 * <pre>
 *   g = 1/N sum_e w_e sum_t rho_t A_t dlog pi(a_t|s_t)/dtheta + bonuses,   N = sum_e w_e (length_e)
 * </pre>
 *
 * <p>with the length in N where every token is to count alike. The bonuses' gradient is divided by
 * the same N. Cost of an evaluation: one exact pass, and at a new batch one pass over the entries
 * of each state that is visited; of a gradient: one pass over the same entries.
 */
final class SampledSource implements GradientSource.Prepared {
  private final Policy policy;
  private final Evaluation evaluation;
  private final BonusGradient bonus;
  private final AdvantageEstimator advantages;
  private final ClippedUpdates updates;
  private final boolean tokenLevel;
  private final long seed;
  private final Rollouts rollouts;
  private final Batch batch;

  /** By state: what the minibatch's gradient needs of all its actions. */
  private final double[] scores;

  private final double[] visits;

  /** By step: the weight of its score; 0 outside the minibatch. */
  private double[] scoreWeights = new double[0];

  /** The episodes, epoch by epoch in another order. */
  private final int[] order;

  private long batches;
  private int taken;

  SampledSource(
      Policy policy,
      Evaluation evaluation,
      Sampling sampling,
      AdvantageEstimator advantages,
      ClippedUpdates updates,
      boolean tokenLevel,
      long seed) {
    this.policy = policy;
    this.evaluation = evaluation;
    this.advantages = advantages;
    this.updates = updates;
    this.tokenLevel = tokenLevel;
    this.seed = seed;
    bonus = sampling.bonus();
    rollouts = new Rollouts(evaluation, sampling);
    batch = new Batch(sampling.samples());
    scores = new double[classes().states()];
    visits = new double[classes().states()];
    order = new int[rollouts.episodes()];
    if (updates.minibatches() > order.length) {
      throw new InvalidInputException(
          "minibatches = "
              + updates.minibatches()
              + ": must be at most the number of episodes in a batch, "
              + order.length);
    }
    if (bonus == BonusGradient.SAMPLED) {
      requireRewards();
    }
  }

  /** Refuses terms that are no rewards before anything is drawn. */
  private void requireRewards() {
    evaluation.evaluate(policy);
    for (int i = 0; i < evaluation.bonuses(); i++) {
      evaluation.termReward(i, 0, classes().begin(0));
    }
  }

  @Override
  public ActionClasses classes() {
    return policy.classes();
  }

  @Override
  public DMatrixRMaj logits() {
    return policy.logits();
  }

  @Override
  public void evaluate() {
    evaluation.evaluate(policy);
    if (taken % (updates.epochs() * updates.minibatches()) == 0) {
      rollouts.draw(seed, batches++, batch);
      advantages.estimate(batch);
      Arrays.setAll(order, e -> e);
      taken = 0;
    }
    if (updates.minibatches() > 1 && taken % updates.minibatches() == 0) {
      shuffle(Seeds.split(Seeds.split(seed, -batches), taken));
    }
    taken++;
  }

  private void shuffle(long shuffleSeed) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = (int) (Seeds.uniform(shuffleSeed, i) * (i + 1));
      int episode = order[i];
      order[i] = order[j];
      order[j] = episode;
    }
  }

  @Override
  public void addGradient(double scale, DMatrixRMaj target) {
    int minibatch = (taken - 1) % updates.minibatches();
    int from = (int) ((long) order.length * minibatch / updates.minibatches());
    int to = (int) ((long) order.length * (minibatch + 1) / updates.minibatches());
    double weight = 0;
    double normalizer = 0;
    for (int i = from; i < to; i++) {
      int e = order[i];
      weight += batch.weights[e];
      normalizer += batch.weights[e] * (tokenLevel ? batch.length(e) : 1);
    }
    collect(from, to, normalizer);
    if (bonus == BonusGradient.EXACT && evaluation.bonuses() > 0) {
      evaluation.addBonusGradient(scale * weight / normalizer, target);
    }
    for (int i = from; i < to; i++) {
      for (int t = batch.begins[order[i]]; t < batch.begins[order[i] + 1]; t++) {
        addState(batch.states[t], scale, target);
      }
    }
    for (int i = from; i < to; i++) {
      for (int t = batch.begins[order[i]]; t < batch.begins[order[i] + 1]; t++) {
        int entry = batch.entries[t];
        target.data[entry] += scale * scoreWeights[t] / classes().multiplicity(entry);
      }
    }
  }

  /** Sums weights of scores and visits by state, before any logit may be moved. */
  private void collect(int from, int to, double normalizer) {
    if (scoreWeights.length < batch.steps) {
      scoreWeights = new double[batch.states.length];
    }
    for (int i = from; i < to; i++) {
      int e = order[i];
      double share = batch.weights[e] / normalizer;
      for (int t = batch.begins[e]; t < batch.begins[e + 1]; t++) {
        int state = batch.states[t];
        double advantage = batch.advantages[t];
        double logProbability = evaluation.logProbability(state, batch.entries[t]);
        double ratio = StrictMath.exp(logProbability - batch.logProbabilities[t]);
        scoreWeights[t] = updates.clips(ratio, advantage) ? 0 : share * ratio * advantage;
        scores[state] += scoreWeights[t];
        visits[state] += share;
      }
    }
  }

  /** Adds the part of all actions of a state, at the first of its steps. */
  private void addState(int state, double scale, DMatrixRMaj target) {
    if (visits[state] == 0) {
      return;
    }
    double weighted = bonus == BonusGradient.VISITED ? visits[state] : 0;
    evaluation.addSampled(state, weighted, scores[state], scale, target);
    scores[state] = 0;
    visits[state] = 0;
  }

  @Override
  public double observed(int term) {
    if (bonus == BonusGradient.EXACT) {
      return evaluation.termPerStep(term);
    }
    double sum = 0;
    double steps = 0;
    for (int e = 0; e < batch.episodes; e++) {
      for (int t = batch.begins[e]; t < batch.begins[e + 1]; t++) {
        sum += batch.weights[e] * evaluation.termValue(term, batch.states[t]);
        steps += batch.weights[e];
      }
    }
    return sum / steps;
  }
}
