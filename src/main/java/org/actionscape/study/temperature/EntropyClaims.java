package org.actionscape.study.temperature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.AentCoefficient;
import org.actionscape.objective.AentCoefficient.Band;
import org.actionscape.objective.AentCoefficient.Box;
import org.actionscape.objective.AentCoefficient.WarmUp;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.objective.SacCoefficient;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;
import org.actionscape.theory.SoftOptimum;
import org.actionscape.theory.SoftValueIteration;
import org.actionscape.theory.StepEntropyFixedPoint;
import org.ejml.data.DMatrixRMaj;

/** Which entropy is meant: of decoding, of a loss, of a reward, a step's or a response's. */
final class EntropyClaims {
  /** What the last bits of a few hundred steps may add up to, nats of log-probability. */
  private static final double EQUAL = 1e-12;

  /** Training comes to rest at rounding, which 1 / lambda enlarges. */
  private static final double AT_REST = 1e-9;

  private static final int TAUS = 2000;

  /** The most steps of a response that can end. */
  private static final int LONGEST = 10;

  /** The bandit on which coefficients adapt. */
  private static final double[] REWARDS = {1, 0};

  private static final double[] MEMBERS = {10, 990};

  private EntropyClaims() {}

  static List<Claim> all() {
    return List.of(
        Claim.of(
            "temperature-one-step",
            "In one decision, training without a bonus and decoding at tau = eta t lambda is"
                + " training with the bonus lambda: both give exp(r / lambda).",
            "derived here, from natural gradient in closed form (Agarwal et al. 2021,"
                + " arXiv:1908.00261)",
            "natural gradient from a uniform start, 50 and 100000 actions and 40 different rewards;"
                + " largest distance of log-probabilities after t = 5 and 200 steps",
            lab -> oneStep()),
        Claim.of(
            "temperature-many-steps",
            "Over several decisions no temperature does: the best of all temperatures is short of"
                + " the soft optimum, and earns less at the same entropy.",
            "derived here",
            "token sequences of 1 to 8 steps, at the coefficient where the soft optimum is right"
                + " half of the time; best of "
                + TAUS
                + " temperatures",
            lab -> manySteps()),
        Claim.of(
            "reward-bonus-and-loss-term",
            "Entropy as a reward and entropy as a term of the loss have the same gradient in a"
                + " bandit; in an MDP they differ, and each converges to its own closed form.",
            "soft values: Haarnoja et al. 2018, arXiv:1812.05905; loss term: Mnih et al. 2016,"
                + " arXiv:1602.01783; its fixed point derived here",
            "token sequences of 1 to 8 steps; gradients where learning has begun, then natural"
                + " gradient to rest",
            lab -> rewardAndLoss()),
        Claim.of(
            "entropy-of-trajectories",
            "The entropy of trajectories, a bonus as reward, pays for length where responses can"
                + " end; the loss term, which counts steps one by one, does not.",
            "derived here",
            "no rewards, up to 10 steps of 1 end and m other tokens: natural gradient to rest, against"
                + " the closed forms: all responses equally likely, all tokens equally likely",
            lab -> trajectories()),
        Claim.of(
            "sac-target",
            "SAC's rule comes to rest at its target entropy, with the coefficient whose soft optimum"
                + " has that entropy.",
            "Haarnoja et al. 2018, arXiv:1812.05905, section 5",
            "a bandit of 1000 actions, 10 right; 20000 steps of natural gradient, step size 0.1",
            lab -> sac()),
        Claim.of(
            "aent-band",
            "AEnt's rule brings the entropy into its band from below and from above and then leaves"
                + " the coefficient alone.",
            "Shen 2025, arXiv:2509.03493, Algorithm 1",
            "a bandit of 1000 actions, 10 right; 20000 steps of natural gradient, step size 0.1",
            lab -> aent()));
  }

  private static List<Finding> oneStep() {
    double[] many = new double[40];
    double[] ones = new double[40];
    for (int k = 0; k < many.length; k++) {
      many[k] = k * k % 41 / 41.0;
      ones[k] = 1;
    }
    return List.of(
        oneStep("50 actions, 2 right", new double[] {1, 0}, new double[] {2, 48}),
        oneStep("100000 actions, 10 right", new double[] {1, 0}, new double[] {10, 99_990}),
        oneStep("40 rewards", many, ones));
  }

  private static Finding oneStep(String setting, double[] rewards, double[] members) {
    ContextualBandit bandit = ContextualBandit.of(new double[rewards.length], rewards, members);
    double most = 0;
    for (int steps : new int[] {5, 200}) {
      double eta = 0.7;
      Run run = new Run(bandit, Objective.expectedReturn(), new NaturalGradient(eta));
      run.advance(steps);
      for (double lambda : new double[] {0.05, 0.1, 1}) {
        Policy decoded = Temperature.decoded(bandit, run.policy(), eta * steps * lambda);
        double[] soft = SoftOptimum.of(rewards, members, lambda).policy().logProbabilities();
        most = Math.max(most, distance(bandit, decoded, soft));
      }
    }
    return Finding.of(setting, most <= EQUAL, Evidence.of("largest_distance", most).numbers());
  }

  /** The largest distance of log-probabilities, nats. */
  private static double distance(Environment environment, Policy policy, double[] others) {
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    evaluation.evaluate(policy);
    double most = 0;
    for (int s = 0; s < environment.classes().states(); s++) {
      for (int k = environment.classes().begin(s); k < environment.classes().end(s); k++) {
        most = Math.max(most, Math.abs(evaluation.logProbability(s, k) - others[k]));
      }
    }
    return most;
  }

  private static List<Finding> manySteps() {
    List<Finding> findings = new ArrayList<>();
    for (int horizon : new int[] {4, 2, 8, 1}) {
      Environment environment = Temperature.tokens(horizon);
      double lambda = Temperature.critical(horizon);
      SoftValueIteration soft = SoftValueIteration.of(environment, lambda);
      Policy without = Temperature.trainedWithout(environment);
      Evaluation evaluation = new Evaluation(environment, Objective.withEntropy(lambda));
      // The temperature that copies the soft optimum of one decision is among those tried.
      double copy = Temperature.STEP_SIZE * Temperature.STEPS * lambda;
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= TAUS; i++) {
        double tau = copy * StrictMath.pow(10, 4.0 * i / TAUS - 2);
        evaluation.evaluate(Temperature.decoded(environment, without, tau));
        best = Math.max(best, evaluation.objective());
      }
      double reward = soft.optimalValue() - soft.bias();
      double entropy = soft.entropy();
      double tau = Temperature.tauOf(environment, without, entropy);
      evaluation.evaluate(Temperature.decoded(environment, without, tau));
      double shortfall = soft.value() - best;
      double lead = reward - evaluation.value();
      Map<String, Double> numbers =
          Evidence.of("soft_value", soft.value())
              .and("best_decoded", best)
              .and("shortfall", shortfall)
              .and("entropy", entropy)
              .and("reward_trained", reward)
              .and("lead_in_reward", lead)
              .numbers();
      boolean one = Math.abs(shortfall) <= EQUAL && Math.abs(lead) <= EQUAL;
      boolean several = shortfall >= 0.005 && lead >= 0.02;
      findings.add(
          Finding.of(
              horizon == 1 ? "one decision: equal" : horizon + " decisions",
              horizon == 1 ? one : several,
              numbers));
    }
    return findings;
  }

  private static List<Finding> rewardAndLoss() {
    List<Finding> findings = new ArrayList<>();
    for (int horizon : new int[] {4, 2, 8, 1}) {
      Environment environment = Temperature.tokens(horizon);
      double lambda = 0.7 * Temperature.critical(horizon);
      Objective asReward = Objective.withEntropy(lambda);
      Objective asLoss = Temperature.lossTerm(lambda);
      double gradients = gradientDifference(environment, asReward, asLoss);
      Policy rewarded = Temperature.trainedWith(environment, asReward, lambda).policy();
      Policy lost = Temperature.trainedWith(environment, asLoss, lambda).policy();
      double[] soft = SoftValueIteration.of(environment, lambda).policy().logits().data;
      double toSoft = distance(environment, rewarded, soft);
      double apart = distance(environment, lost, soft);
      double[] fixed = StepEntropyFixedPoint.of(environment, lambda).policy().logits().data;
      double toFixed = distance(environment, lost, fixed);
      boolean converged = toSoft <= AT_REST && toFixed <= AT_REST;
      boolean holds =
          horizon == 1 ? gradients == 0 && apart <= AT_REST : gradients > 1e-3 && apart > 0.1;
      findings.add(
          Finding.of(
              horizon == 1 ? "one decision: equal" : horizon + " decisions",
              converged && holds,
              Evidence.of("relative_gradient_difference", gradients)
                  .and("reward_bonus_to_soft_optimum", toSoft)
                  .and("loss_term_to_fixed_point", toFixed)
                  .and("apart", apart)
                  .numbers()));
    }
    return findings;
  }

  /** The largest difference of a derivative, relative to the largest, where learning has begun. */
  private static double gradientDifference(
      Environment environment, Objective one, Objective other) {
    Run run = new Run(environment, Objective.expectedReturn(), new NaturalGradient(2));
    run.advance(2);
    double[] first = gradient(environment, one, run.policy());
    double[] second = gradient(environment, other, run.policy());
    double difference = 0;
    double most = 0;
    for (int k = 0; k < first.length; k++) {
      difference = Math.max(difference, Math.abs(first[k] - second[k]));
      most = Math.max(most, Math.abs(first[k]));
    }
    return difference / most;
  }

  private static double[] gradient(Environment environment, Objective objective, Policy policy) {
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    return gradient.data;
  }

  private static List<Finding> trajectories() {
    List<Finding> findings = new ArrayList<>();
    for (int tokens : new int[] {1, 2, 10}) {
      Environment environment = openEnded(tokens);
      double lambda = 0.1;
      Step rewarded =
          Temperature.trainedWith(environment, Objective.withEntropy(lambda), lambda).observe();
      Step lost =
          Temperature.trainedWith(environment, Temperature.lossTerm(lambda), lambda).observe();
      // Responses of h = 0, 1 .. H - 1 tokens and an end, or of H tokens.
      double responses = 0;
      double length = 0;
      double visited = 1;
      double lengthOfSteps = 0;
      for (int h = 0; h < LONGEST; h++) {
        double here = StrictMath.pow(tokens, h);
        boolean last = h == LONGEST - 1;
        responses += here * (last ? tokens + 1 : 1);
        length += here * (last ? tokens + 1 : 1) * (h + 1);
        lengthOfSteps += visited;
        visited *= tokens / (tokens + 1.0);
      }
      length /= responses;
      boolean holds =
          near(rewarded.length(), length)
              && near(rewarded.entropy(), StrictMath.log(responses))
              && near(lost.length(), lengthOfSteps)
              && near(lost.entropy() / lost.length(), StrictMath.log(tokens + 1.0))
              && rewarded.length() > lost.length();
      findings.add(
          Finding.of(
              "1 end and " + tokens + " other tokens",
              holds,
              Evidence.of("length_with_reward_bonus", rewarded.length())
                  .and("predicted", length)
                  .and("length_with_loss_term", lost.length())
                  .and("predicted_too", lengthOfSteps)
                  .and("entropy_with_reward_bonus", rewarded.entropy())
                  .and("entropy_with_loss_term", lost.entropy())
                  .and("per_step_with_reward_bonus", rewarded.entropy() / rewarded.length())
                  .and("per_step_with_loss_term", lost.entropy() / lost.length())
                  .numbers()));
    }
    return findings;
  }

  private static boolean near(double x, double wanted) {
    return Math.abs(x - wanted) <= AT_REST * wanted;
  }

  /** Nothing is paid; at each step one token ends the response. */
  private static DecisionProcess openEnded(int tokens) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (int h = 0; h < LONGEST; h++) {
      builder.state(h == 0 ? 1 : 0);
      int next = h == LONGEST - 1 ? Transitions.END : h + 1;
      builder.actions(1, 0, 0, builder.outcome(new int[] {Transitions.END}, new double[] {1}));
      builder.actions(tokens, 0, 0, builder.outcome(new int[] {next}, new double[] {1}));
    }
    return builder.build();
  }

  private static Run adapted(CoefficientRule rule) {
    ContextualBandit bandit = ContextualBandit.of(new double[2], REWARDS, MEMBERS);
    Run run =
        new Run(
            bandit,
            new Objective(List.of(new Objective.Bonus(rule, new Entropy()))),
            new NaturalGradient(0.1));
    run.advance(20_000);
    return run;
  }

  private static List<Finding> sac() {
    List<Finding> findings = new ArrayList<>();
    for (double target : new double[] {3, 4.6, 6}) {
      Step step = adapted(new SacCoefficient(0.05, target, 0.01, 100)).observe();
      double lambda = step.bonuses().get(0).coefficient();
      double wanted = SoftOptimum.of(REWARDS, MEMBERS, lambda).policy().entropy();
      findings.add(
          Finding.of(
              "target " + target + " nats",
              Math.abs(step.entropy() - target) <= 1e-3 && Math.abs(wanted - target) <= 1e-3,
              Evidence.of("entropy", step.entropy())
                  .and("coefficient", lambda)
                  .and("entropy_of_its_soft_optimum", wanted)
                  .numbers()));
    }
    return findings;
  }

  private static List<Finding> aent() {
    List<Finding> findings = new ArrayList<>();
    for (double start : new double[] {0.01, 1}) {
      AentCoefficient rule =
          new AentCoefficient(start, new Band(3.5, 4.5), 1e-4, new Box(0, 1), WarmUp.NONE, 0);
      Run run = adapted(rule);
      Step step = run.observe();
      run.advance(1);
      double coefficient = step.bonuses().get(0).coefficient();
      double moved = Math.abs(run.observe().bonuses().get(0).coefficient() - coefficient);
      // The band's edge is approached exponentially, from outside.
      boolean inside = step.entropy() >= 3.5 - 1e-3 && step.entropy() <= 4.5 + 1e-3;
      findings.add(
          Finding.of(
              "band [3.5, 4.5] nats from a coefficient of " + start,
              inside && moved <= 1e-7,
              Evidence.of("entropy", step.entropy())
                  .and("coefficient", coefficient)
                  .and("moved", moved)
                  .numbers()));
    }
    return findings;
  }
}
