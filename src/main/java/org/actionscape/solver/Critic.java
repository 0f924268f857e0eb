package org.actionscape.solver;

import java.util.Arrays;
import org.actionscape.check.Checks;

/**
 * A critic: a table of one value per state, learned from the same batches, and the generalised
 * advantage that it gives (Schulman et al. 2016, arXiv:1506.02438):
 *
 * <pre>
 *   delta_t = r_t + V(s_(t+1)) - V(s_t),   A_t = delta_t + gae A_(t+1)
 *   V(s) &lt;- V(s) + learningRate ( mean over the visits of (A_t + V(s_t)) - V(s) )
 * </pre>
 *
 * <p>A batch is judged by the critic of the batches before it. With {@code gae = 1} the critic is a
 * baseline and the gradient is unbiased whatever it says; below, its errors enter, less noise for
 * more bias: at 0 the mean is exactly the gradient with {@code r + V(s') - V(s)} for the advantage.
 * Where a state is visited at several steps of a finite horizon, its one value is the mean.
 *
 * @param gae the decay of the sum, in [0, 1]
 * @param learningRate in (0, 1]
 */
public record Critic(double gae, double learningRate) {
  public Critic {
    Checks.between("decay of the generalised advantage (gae)", gae, 0, 1);
    Checks.between("learning rate of the critic", learningRate, Double.MIN_VALUE, 1);
  }

  /** The critic with its table, which starts at 0. */
  AdvantageEstimator prepare(int states) {
    double[] values = new double[states];
    double[] targets = new double[states];
    double[] visits = new double[states];
    return batch -> {
      estimate(batch, values);
      learn(batch, values, targets, visits);
    };
  }

  private void estimate(Batch batch, double[] values) {
    for (int e = 0; e < batch.episodes; e++) {
      double next = 0;
      double advantage = 0;
      for (int t = batch.begins[e + 1] - 1; t >= batch.begins[e]; t--) {
        double value = values[batch.states[t]];
        advantage = (batch.rewards[t] + next - value) + gae * advantage;
        batch.advantages[t] = advantage;
        next = value;
      }
    }
  }

  private void learn(Batch batch, double[] values, double[] targets, double[] visits) {
    Arrays.fill(targets, 0);
    Arrays.fill(visits, 0);
    for (int t = 0; t < batch.steps; t++) {
      targets[batch.states[t]] += batch.advantages[t];
      visits[batch.states[t]]++;
    }
    for (int s = 0; s < values.length; s++) {
      if (visits[s] > 0) {
        values[s] += learningRate * targets[s] / visits[s];
      }
    }
  }
}
