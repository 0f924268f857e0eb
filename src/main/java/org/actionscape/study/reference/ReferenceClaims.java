package org.actionscape.study.reference;

import java.util.ArrayList;
import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.study.reference.KlAndEntropy.Group;
import org.actionscape.study.reference.KlAndEntropy.Terms;
import org.actionscape.theory.CriticalCoefficient;

/** What a divergence from a reference does that entropy does not, and the other way round. */
final class ReferenceClaims {
  private static final double[] COEFFICIENTS = {0.1, 0.02, 0.5, 2};
  private static final String RLHF =
      "Ziegler et al. 2019, arXiv:1909.08593; Rafailov et al. 2023, arXiv:2305.18290";
  private static final String EXPERIMENT =
      "the bandit of kl-and-entropy, natural gradient to rest at coefficients 0.02 to 2";

  /** Training comes to rest at rounding, which logits of 40 nats and 1 / c enlarge. */
  private static final double AT_REST = 1e-9;

  private ReferenceClaims() {}

  static List<Claim> all() {
    return List.of(
        Claim.of(
            "kl-anchors",
            "A divergence from the reference anchors: actions that the reference thinks impossible"
                + " stay so, at any coefficient.",
            RLHF,
            EXPERIMENT,
            lab -> anchors()),
        Claim.of(
            "entropy-spreads",
            "Entropy spreads over all actions alike: from lambda_c on most of the mass is on the"
                + " impossible ones.",
            "derived here; lambda_c as in THEORY.md",
            EXPERIMENT,
            lab -> spreads()),
        Claim.of(
            "kl-and-entropy",
            "With both, training converges to ref^(beta / (beta + lambda)) exp(r / (beta + lambda)),"
                + " normalised.",
            "derived here; with the divergence alone " + RLHF,
            EXPERIMENT,
            lab -> closedForm()));
  }

  private static double mass(double[] logProbabilities, Group group) {
    return group.members * StrictMath.exp(logProbabilities[group.ordinal()]);
  }

  private static List<Finding> anchors() {
    List<Finding> findings = new ArrayList<>();
    for (double c : COEFFICIENTS) {
      double mass = mass(KlAndEntropy.trained(Terms.KL, c), Group.IMPOSSIBLE);
      // What the right actions gain, the others lose: never more than in the reference.
      double most = Group.IMPOSSIBLE.mass * (1 + AT_REST);
      findings.add(
          Finding.of(
              "c = " + c,
              mass <= most,
              Evidence.of("impossible_mass", mass)
                  .and("in_the_reference", Group.IMPOSSIBLE.mass)
                  .numbers()));
    }
    return findings;
  }

  private static List<Finding> spreads() {
    List<Finding> findings = new ArrayList<>();
    for (double c : COEFFICIENTS) {
      double[] policy = KlAndEntropy.trained(Terms.ENTROPY, c);
      double mass = mass(policy, Group.IMPOSSIBLE);
      double right = mass(policy, Group.RIGHT);
      double mistake = mass(policy, Group.MISTAKE);
      double critical = CriticalCoefficient.of(100_000, Group.RIGHT.members);
      boolean below = c < critical;
      findings.add(
          Finding.of(
              "c = " + c + (below ? ", below lambda_c" : ", above lambda_c"),
              mistake < 1e-3 && (below ? mass < 0.5 : mass > 0.5),
              Evidence.of("impossible_mass", mass)
                  .and("right_mass", right)
                  .and("mass_on_the_mistake", mistake)
                  .and("lambda_c", critical)
                  .numbers()));
    }
    return findings;
  }

  private static List<Finding> closedForm() {
    List<Finding> findings = new ArrayList<>();
    for (Terms terms : List.of(Terms.BOTH, Terms.KL, Terms.ENTROPY)) {
      for (double c : COEFFICIENTS) {
        double distance =
            KlAndEntropy.distance(
                KlAndEntropy.trained(terms, c), terms.optimum(c).policy().logProbabilities());
        findings.add(
            Finding.of(
                terms.id() + ", c = " + c,
                distance <= AT_REST,
                Evidence.of("largest_distance", distance)
                    .and("reward", terms.optimum(c).reward())
                    .numbers()));
      }
    }
    return findings;
  }
}
