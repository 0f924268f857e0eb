package org.actionscape.settings;

import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.Environment;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Term;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;

/**
 * Variants of a user's own. An implementation with a public constructor that its jar names in
 * {@code META-INF/services/org.actionscape.settings.Extension} is found on the class path; its
 * variants can then be named in settings files like the built-in ones, and {@code actionscape list}
 * shows them. {@code CONTRIBUTING.md} says how, and {@code examples/plugin} has one of each kind.
 *
 * <pre>{@code
 * public final class Mine implements Extension {
 *   public List<Variant<Term>> terms() {
 *     return List.of(new Variant<>("mine", "what it is", List.of(), settings -> new MyTerm()));
 *   }
 * }
 * }</pre>
 *
 * <p>An id must not be taken. What is random must come from the seed alone, and two threads may use
 * what was made at the same time, each its own.
 */
public interface Extension {
  /**
   * Environments.
   *
   * @return the variants; each makes a function that draws the environment of a seed
   */
  default List<Variant<LongFunction<Environment>>> environments() {
    return List.of();
  }

  /**
   * Terms; the parameter {@code coefficient} is added to those of each.
   *
   * @return the variants
   */
  default List<Variant<Term>> terms() {
    return List.of();
  }

  /**
   * Coefficient rules.
   *
   * @return the variants
   */
  default List<Variant<CoefficientRule>> coefficientRules() {
    return List.of();
  }

  /**
   * Optimisers.
   *
   * @return the variants
   */
  default List<Variant<Optimizer>> optimizers() {
    return List.of();
  }

  /**
   * Gradient sources.
   *
   * @return the variants
   */
  default List<Variant<GradientSource>> gradientSources() {
    return List.of();
  }
}
