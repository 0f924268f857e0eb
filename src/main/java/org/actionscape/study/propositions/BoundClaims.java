package org.actionscape.study.propositions;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.claim.Claim;
import org.actionscape.env.Environment;
import org.actionscape.experiment.Draws;
import org.actionscape.theory.Lemmas;
import org.actionscape.theory.Proposition1;
import org.actionscape.theory.Proposition2;

/** The claims that are inequalities or identities, held against policies of many environments. */
final class BoundClaims {
  private static final String PAPER = "Shen 2025, arXiv:2509.03493, ";
  private static final String CONSTANTS = ", constants derived here";
  private static final String MEI = "Mei et al. 2020, arXiv:2005.06392, ";

  /** The share that a clamp removes where claims are about clamped bonuses. */
  private static final double CLAMP_SHARE = 0.5;

  private BoundClaims() {}

  /** All of them, in the order of the ledger. */
  static List<Claim> all() {
    return Stream.of(propositions(), lemmas(), published()).flatMap(List::stream).toList();
  }

  private static List<Claim> propositions() {
    return List.of(
        BoundClaim.of(
            "proposition-1a",
            "Entropy collapse is learning stagnation: the gradient of the return is at most twice"
                + " the entropy, ||grad V||_1 <= 2 R H(pi).",
            PAPER + "Proposition 1(a)" + CONSTANTS,
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> proposition.stagnation(policy);
            }),
        BoundClaim.of(
            "proposition-1a-sharp",
            "The best factor in Proposition 1(a) is 1 / (2 log 2) = 0.72 instead of 2:"
                + " ||grad V||_1 <= R H(pi) / (2 log 2).",
            "derived here",
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> proposition.sharpStagnation(policy);
            }),
        BoundClaim.of(
            "proposition-1b",
            "A gradient of norm eps bounds what is missing to the optimum, V* - V <= eps / C(pi),"
                + " with C small where optimal actions are unlikely.",
            PAPER + "Proposition 1(b)" + CONSTANTS,
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> proposition.subOptimality(policy);
            }),
        BoundClaim.of(
            "proposition-2",
            "With an entropy bonus a gradient of norm eps bounds what is missing by eps^2 / (2"
                + " lambda C_lambda) plus the bias lambda H log(|A| / |A*_H|^(1/H)).",
            PAPER + "Proposition 2" + CONSTANTS,
            (environment, lambda) -> {
              Proposition2 proposition = Proposition2.of(environment, lambda);
              return (policy, other) -> proposition.subOptimality(policy);
            }),
        BoundClaim.of(
            "proposition-2-middle",
            "Proposition 2 holds with the sharper bias lambda (H(pi) - log |A*_H|).",
            "derived here, on the way to Proposition 2",
            (environment, lambda) -> {
              Proposition2 proposition = Proposition2.of(environment, lambda);
              return (policy, other) -> proposition.subOptimalityByEntropy(policy);
            }),
        BoundClaim.of(
            "proposition-2-clamped",
            "With a clamped bonus whose m kept actions contain the optimal ones, Proposition 2"
                + " holds with m in the place of |A|, up to what the actions outside still hold.",
            PAPER + "on AEnt; terms for the outside derived here",
            (environment, lambda) ->
                (policy, other) -> Proposition2.clamped(environment, lambda, CLAMP_SHARE, policy)));
  }

  private static List<Claim> lemmas() {
    return List.of(
        BoundClaim.of(
            "lemma-entropy-gradient",
            "The entropy's gradient is - pi_a (log pi_a + H) in one state, with what an action"
                + " changes about later entropy where there are several.",
            "Williams and Peng 1991",
            (environment, lambda) -> {
              double[] direction = direction(environment);
              return (policy, other) -> Lemmas.entropyGradient(environment, policy, direction);
            }),
        BoundClaim.of(
            "lemma-soft-policy-gradient",
            "The gradient of V + lambda H is d(s) pi(a|s) times the soft advantage.",
            MEI + "Lemma 10",
            (environment, lambda) -> {
              double[] direction = direction(environment);
              return (policy, other) ->
                  Lemmas.softPolicyGradient(environment, lambda, policy, direction);
            }),
        BoundClaim.of(
            "lemma-performance-difference",
            "The values of two policies differ by the advantages of one under the visits of the"
                + " other.",
            "Kakade and Langford 2002",
            (environment, lambda) ->
                (policy, other) -> Lemmas.performanceDifference(environment, policy, other)),
        BoundClaim.of(
            "lemma-soft-performance-difference",
            "The regularised values of two policies differ by the soft advantages of one under the"
                + " visits of the other, less lambda times their divergence.",
            MEI + "Lemma 24",
            (environment, lambda) ->
                (policy, other) ->
                    Lemmas.softPerformanceDifference(environment, lambda, policy, other)),
        BoundClaim.of(
            "lemma-soft-sub-optimality",
            "What a policy is missing to the regularised optimum is lambda times its divergence"
                + " from the soft-optimal policy.",
            MEI + "Lemma 26",
            (environment, lambda) ->
                (policy, other) -> Lemmas.softSubOptimality(environment, lambda, policy)),
        BoundClaim.of(
            "lemma-soft-sub-optimality-bound",
            "It is at most lambda times the divergence from the best replies exp(Q_lambda /"
                + " lambda), under the visits of the soft-optimal policy.",
            "derived here, on the way to Proposition 2",
            (environment, lambda) ->
                (policy, other) -> Lemmas.softSubOptimalityBound(environment, lambda, policy)),
        BoundClaim.of(
            "lemma-divergence",
            "The divergence from the best reply is at most half the squared largest soft advantage"
                + " over lambda.",
            "derived here, on the way to Proposition 2 (Hoeffding's lemma)",
            (environment, lambda) ->
                (policy, other) -> Lemmas.divergence(environment, lambda, policy)),
        BoundClaim.of(
            "lemma-gradient-domination",
            "The regularised objective is missing at most eps^2 / (2 lambda C_lambda).",
            "derived here, on the way to Proposition 2",
            (environment, lambda) ->
                (policy, other) -> Lemmas.gradientDomination(environment, lambda, policy)));
  }

  private static List<Claim> published() {
    return List.of(
        BoundClaim.of(
            "mei-lemma-8",
            "With discounting, V* - V <= sqrt(S) ||d* / d||_inf ||grad V||_2 / min_s pi(a*|s).",
            MEI + "Lemma 8",
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> proposition.publishedDiscounted(policy);
            }),
        BoundClaim.of(
            "mei-lemma-15",
            "With discounting, V*_lambda - V_lambda <= eps^2 S ||d*_lambda / d||_inf / (2 lambda"
                + " min mu min pi^2).",
            MEI + "Lemma 15",
            (environment, lambda) -> {
              Proposition2 proposition = Proposition2.of(environment, lambda);
              return (policy, other) -> proposition.publishedDiscounted(policy);
            }));
  }

  /** A direction in the logits that prefers no action. */
  private static double[] direction(Environment environment) {
    int size = environment.classes().size();
    return Draws.normal(size, Draws.generator(size));
  }
}
