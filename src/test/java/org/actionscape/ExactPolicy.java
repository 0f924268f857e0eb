package org.actionscape;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;

/**
 * A policy of a discounted process, evaluated in 120 digits by Gauss's elimination of its linear
 * systems; what is read are doubles.
 */
public final class ExactPolicy {
  public static final MathContext DIGITS = new MathContext(120);

  public final ActionClasses classes;
  private final int states;

  /** By entry. */
  public final BigDecimal[] rewards;

  public final BigDecimal[] surprises;
  public final BigDecimal[] visits;
  private final BigDecimal[] masses;
  private final BigDecimal[] members;

  /** By entry and state: gamma P. */
  private final BigDecimal[][] moves;

  private final BigDecimal[][] chain;

  public ExactPolicy(Environment process, double[] logits) {
    classes = process.classes();
    states = classes.states();
    int size = classes.size();
    rewards = new BigDecimal[size];
    surprises = new BigDecimal[size];
    masses = new BigDecimal[size];
    members = new BigDecimal[size];
    moves = new BigDecimal[size][];
    chain = zeros(states, states);
    BigDecimal gamma = new BigDecimal(((Horizon.Discounted) process.horizon()).gamma());
    for (int s = 0; s < states; s++) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        highest = Math.max(highest, logits[k]);
      }
      BigDecimal total = BigDecimal.ZERO;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        members[k] = new BigDecimal(classes.multiplicity(k));
        masses[k] =
            members[k].multiply(new BigDecimal(StrictMath.exp(logits[k] - highest)), DIGITS);
        total = total.add(masses[k]);
      }
      // log1p, as the logarithm of 1 + 1e-17 has no digits.
      double ties = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        ties += logits[k] == highest ? classes.multiplicity(k) : 0;
      }
      double rest = total.subtract(new BigDecimal(ties)).doubleValue();
      double logTotal = StrictMath.log(ties) + StrictMath.log1p(rest / ties);
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        masses[k] = masses[k].divide(total, DIGITS);
        rewards[k] = new BigDecimal(process.rewards().get(k));
        surprises[k] = new BigDecimal(logTotal).add(new BigDecimal(highest - logits[k]));
        moves[k] = moves(process.transitions(), process.transitions().outcome(k), gamma);
        for (int next = 0; next < states; next++) {
          chain[s][next] = chain[s][next].add(masses[k].multiply(moves[k][next], DIGITS));
        }
      }
    }
    BigDecimal[] start = new BigDecimal[states];
    Arrays.setAll(start, s -> new BigDecimal(process.startProbability(s)));
    BigDecimal[][] transposed = zeros(states, states);
    for (int s = 0; s < states; s++) {
      for (int next = 0; next < states; next++) {
        transposed[next][s] = chain[s][next];
      }
    }
    visits = solved(transposed, start);
  }

  /** Probabilities that sum to 1 but for rounding are made to do so. */
  private BigDecimal[] moves(Transitions transitions, int outcome, BigDecimal gamma) {
    BigDecimal[] found = zeros(1, states)[0];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      BigDecimal probability = new BigDecimal(transitions.probability(i));
      found[transitions.next(i)] = found[transitions.next(i)].add(probability);
      sum = sum.add(probability);
    }
    boolean certain = Math.abs(sum.doubleValue() - 1) < 1e-15;
    for (int s = 0; s < states; s++) {
      BigDecimal share = certain ? found[s].divide(sum, DIGITS) : found[s];
      found[s] = share.multiply(gamma, DIGITS);
    }
    return found;
  }

  /** What the policy collects of a number an entry. */
  public BigDecimal[] solve(BigDecimal[] ofEntries) {
    return solved(chain, means(ofEntries));
  }

  private BigDecimal[] means(BigDecimal[] ofEntries) {
    BigDecimal[] means = zeros(1, states)[0];
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        means[s] = means[s].add(masses[k].multiply(ofEntries[k], DIGITS));
      }
    }
    return means;
  }

  /** What a step pays of a number an entry, of 0 or more: in the mean of all, or of the next S. */
  public double[] steps(BigDecimal[] ofEntries) {
    BigDecimal[] ones = ofEntries.clone();
    Arrays.fill(ones, BigDecimal.ONE);
    BigDecimal[] all = solve(ofEntries);
    BigDecimal[] lengths = solve(ones);
    BigDecimal[] local = means(ofEntries);
    BigDecimal[] soon = local.clone();
    for (int step = 1; step < states; step++) {
      BigDecimal[] next = local.clone();
      for (int s = 0; s < states; s++) {
        for (int other = 0; other < states; other++) {
          next[s] = next[s].add(chain[s][other].multiply(soon[other], DIGITS));
        }
      }
      soon = next;
    }
    double[] steps = new double[states];
    for (int s = 0; s < states; s++) {
      steps[s] =
          Math.max(all[s].doubleValue() / lengths[s].doubleValue(), soon[s].doubleValue() / states);
    }
    return steps;
  }

  /** {@code d(s) pi(a|s) (Q(s,a) - V(s))}, of one member. */
  public BigDecimal[] gradient(BigDecimal[] ofEntries) {
    BigDecimal[] gradient = advantages(ofEntries);
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        BigDecimal mass = masses[k].divide(members[k], DIGITS);
        gradient[k] = visits[s].multiply(mass, DIGITS).multiply(gradient[k], DIGITS);
      }
    }
    return gradient;
  }

  /** {@code Q(s,a) - V(s)}. */
  public BigDecimal[] advantages(BigDecimal[] ofEntries) {
    BigDecimal[] values = solve(ofEntries);
    BigDecimal[] advantages = ofEntries.clone();
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        advantages[k] = advantages[k].subtract(values[s]);
        for (int next = 0; next < states; next++) {
          advantages[k] = advantages[k].add(moves[k][next].multiply(values[next], DIGITS));
        }
      }
    }
    return advantages;
  }

  /** {@code x = b + matrix x}. */
  private static BigDecimal[] solved(BigDecimal[][] matrix, BigDecimal[] b) {
    int size = b.length;
    BigDecimal[][] system = zeros(size, size);
    BigDecimal[] x = b.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        system[i][j] = (i == j ? BigDecimal.ONE : BigDecimal.ZERO).subtract(matrix[i][j]);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int i = k + 1; i < size; i++) {
        BigDecimal factor = system[i][k].divide(system[k][k], DIGITS);
        for (int j = k; j < size; j++) {
          system[i][j] = system[i][j].subtract(factor.multiply(system[k][j], DIGITS), DIGITS);
        }
        x[i] = x[i].subtract(factor.multiply(x[k], DIGITS), DIGITS);
      }
    }
    for (int k = size - 1; k >= 0; k--) {
      for (int j = k + 1; j < size; j++) {
        x[k] = x[k].subtract(system[k][j].multiply(x[j], DIGITS), DIGITS);
      }
      x[k] = x[k].divide(system[k][k], DIGITS);
    }
    return x;
  }

  private static BigDecimal[][] zeros(int rows, int columns) {
    BigDecimal[][] zeros = new BigDecimal[rows][columns];
    for (BigDecimal[] row : zeros) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
    return zeros;
  }
}
