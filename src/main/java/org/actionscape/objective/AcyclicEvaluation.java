package org.actionscape.objective;

import org.actionscape.env.Environment;

/**
 * States that belong to one step each: one sweep back for the values, one forward for the visits.
 */
final class AcyclicEvaluation extends PolicyEvaluation {
  private final double[][] toGo;

  AcyclicEvaluation(Environment environment, int terms) {
    super(environment, terms);
    toGo = new double[terms][states];
  }

  @Override
  void solve() {
    for (int s = states - 1; s >= 0; s--) {
      look(s, base, aheadBase);
      look(s, excess, aheadExcess);
      base[s] = modeReward[s] + sum(s, leads, aheadBase);
      excess[s] = rewardMean[s] + sum(s, shifts, aheadBase) + sum(s, moves, aheadExcess);
      for (int j = 0; j < toGo.length; j++) {
        look(s, toGo[j], aheadTerms[j]);
        toGo[j][s] = local[j][s] + sum(s, moves, aheadTerms[j]);
      }
    }
    System.arraycopy(start, 0, visits, 0, states);
    for (int s = 0; s < states; s++) {
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        visits[successors[i]] += visits[s] * moves[i];
      }
    }
  }

  private void look(int s, double[] values, double[] ahead) {
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      ahead[i] = values[successors[i]];
    }
  }
}
