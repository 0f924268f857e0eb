package org.actionscape.objective;

import java.util.Arrays;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;

/**
 * Every trajectory of a process whose episodes end, one by one, with the formulas as they are
 * defined: V = sum P R, H = - sum P log P(actions), gradients by the likelihood ratio. Members of
 * classes are taken one by one.
 */
final class BruteForce {
  final double[] visits;
  final double[] gradValue;
  final double[] gradEntropy;
  double value;
  double entropy;

  private final ActionClasses classes;
  private final Environment process;
  private final int horizon;
  private final double[] probability;

  BruteForce(Environment process, double[] logits) {
    this.process = process;
    classes = process.classes();
    horizon = process.horizon() instanceof Horizon.Steps h ? h.count() : Integer.MAX_VALUE;
    probability = probabilities(classes, logits);
    visits = new double[classes.states()];
    gradValue = new double[logits.length];
    gradEntropy = new double[logits.length];
    for (int s = 0; s < classes.states(); s++) {
      if (process.startProbability(s) > 0) {
        follow(s, 0, process.startProbability(s), 0, 0, new double[logits.length]);
      }
    }
  }

  /** The probability of one member of each entry. */
  static double[] probabilities(ActionClasses classes, double[] logits) {
    double[] pi = new double[logits.length];
    for (int s = 0; s < classes.states(); s++) {
      double total = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        total += classes.multiplicity(k) * Math.exp(logits[k]);
      }
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        pi[k] = Math.exp(logits[k]) / total;
      }
    }
    return pi;
  }

  /** Score: d log P(actions) / d theta of a member, per entry. */
  private void follow(int s, int t, double p, double reward, double logP, double[] score) {
    if (s == Transitions.END || t == horizon) {
      value += p * reward;
      entropy -= p * logP;
      for (int k = 0; k < score.length; k++) {
        gradValue[k] += p * reward * score[k];
        gradEntropy[k] -= p * logP * score[k];
      }
      return;
    }
    visits[s] += p;
    Transitions transitions = process.transitions();
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      int begin = transitions.begin(transitions.outcome(k));
      int end = transitions.begin(transitions.outcome(k) + 1);
      // One member acts; the score of an entry is that of the mean member.
      double[] newScore = Arrays.copyOf(score, score.length);
      for (int b = classes.begin(s); b < classes.end(s); b++) {
        newScore[b] += (b == k ? 1 / classes.multiplicity(k) : 0) - probability[b];
      }
      double mass = classes.multiplicity(k) * probability[k];
      double newReward = reward + process.rewards().get(k);
      double newLogP = logP + Math.log(probability[k]);
      double ends = 1;
      for (int i = begin; i < end; i++) {
        double move = transitions.probability(i);
        ends -= move;
        follow(transitions.next(i), t + 1, p * mass * move, newReward, newLogP, newScore);
      }
      if (ends > 1e-15) {
        follow(Transitions.END, t + 1, p * mass * ends, newReward, newLogP, newScore);
      }
    }
  }
}
