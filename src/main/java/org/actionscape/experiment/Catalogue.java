package org.actionscape.experiment;

import java.util.List;

/** What this version offers, by kind: the names that settings and the command line know. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * One kind of thing with all its variants.
   *
   * @param kind the kind, plural
   * @param entries the variants
   */
  public record Section(String kind, List<Entry> entries) {}

  /**
   * One variant.
   *
   * @param id its stable id
   * @param description what it is: formula, parameters with defaults and units
   */
  public record Entry(String id, String description) {}

  /**
   * All figures.
   *
   * @return the presets, in the order of the list
   */
  public static List<FigurePreset> figures() {
    return List.of(
        new Figure1(), new BiasExploration(), new BiasLaw(), new PhaseDiagram(), new ClampShare());
  }

  /**
   * Everything that can be named.
   *
   * @return one section a kind
   */
  public static List<Section> sections() {
    return List.of(
        new Section(
            "figures", figures().stream().map(f -> new Entry(f.id(), f.description())).toList()),
        new Section(
            "environments",
            List.of(
                new Entry(
                    "contextual-bandit",
                    "S contexts (25), |A| actions (100000), n of them optimal; reward levels optimal"
                        + " (1), other (0), decoy (0)"))),
        new Section(
            "start policies",
            List.of(
                new Entry("uniform", "every logit 0"),
                new Entry("gaussian", "independent logits; deviation (nats)"),
                new Entry(
                    "zipf",
                    "logit = -exponent log(rank); exponent, bucket width (0.01) of ranks that share a"
                        + " logit"))),
        new Section(
            "terms",
            List.of(
                new Entry("return", "V, expected reward"),
                new Entry("entropy", "H = -sum pi log pi, nats"),
                new Entry(
                    "clamped",
                    "entropy of the policy renormalised on its most likely actions, nats; share p in"
                        + " [0, 1) that is removed"))),
        new Section("coefficient rules", List.of(new Entry("constant", "lambda, at least 0"))),
        new Section(
            "optimisers",
            List.of(new Entry("ascent", "theta += eta gradient; step size eta, above 0"))),
        new Section(
            "claims", Claims.all().stream().map(c -> new Entry(c.id(), c.sentence())).toList()));
  }
}
