/**
 * Training runs: an optimiser follows the gradient of an objective J from an environment's start
 * policy. Start with {@link org.actionscape.solver.Run}; its steps say what a policy earns and how
 * random it is:
 *
 * <pre>{@code
 * var bandit = ContextualBandit.of(new double[] {2, 0}, new double[] {0, 1}); // logits, rewards
 * var run = new Run(bandit, Objective.withEntropy(0.1), new GradientAscent(2));
 * run.steps(100).limit(11).forEach(System.out::println);
 * }</pre>
 *
 * <p>A {@link org.actionscape.solver.GradientSource} says where the gradient comes from. {@link
 * org.actionscape.solver.ExactGradient}, {@link org.actionscape.solver.CrossEntropy} and {@link
 * org.actionscape.solver.SelfTraining} compute it exactly: no sampling, no noise, no use of the
 * seed. {@link org.actionscape.solver.Reinforce}, {@link org.actionscape.solver.ActorCritic},
 * {@link org.actionscape.solver.PpoClip} and {@link org.actionscape.solver.Grpo} estimate it from
 * samples drawn from the seed.
 *
 * <pre>
 *   ascent          theta += eta grad J          {@link org.actionscape.solver.GradientAscent}
 *   theory-ascent   the same, eta = 1 / beta     {@link org.actionscape.solver.SmoothnessAscent}
 *   armijo          the same, eta by line search {@link org.actionscape.solver.ArmijoAscent}
 *   adam            moments of grad J            {@link org.actionscape.solver.Adam}
 *   natural         theta += eta advantage       {@link org.actionscape.solver.NaturalGradient}
 *   flow            dtheta/dt = grad J           {@link org.actionscape.solver.GradientFlow}
 * </pre>
 *
 * <p>Gradients are per member of an action class. Where an optimiser takes a norm, it counts the
 * members one by one, so that a run with action classes is the run with explicit actions.
 */
package org.actionscape.solver;
