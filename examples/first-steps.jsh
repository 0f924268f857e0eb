// Run with: jshell --class-path target/actionscape.jar examples/first-steps.jsh
// A test holds that this prints the lines that begin with "//>".

import org.actionscape.env.*;
import org.actionscape.objective.*;
import org.actionscape.solver.*;
import org.actionscape.theory.*;

void say(String format, Object... numbers) {
  System.out.println(String.format(Locale.ROOT, format, numbers));
}

// A bandit of 10^12 actions as three classes: a decoy that the start policy prefers, ten right actions, all others.
var rewards = new double[] {0, 1, 0};
var members = new double[] {1, 10, 1e12 - 11};
var bandit = ContextualBandit.of(new double[] {40, 0, 0}, rewards, members);

// Proposition 1(a): where entropy has collapsed, so has the gradient of the return.
var stagnation = Proposition1.of(bandit).stagnation(Policy.startOf(bandit));
say("H = %.4e, ||grad V||_1 = %.4e <= %.4e", stagnation.constant("entropy"), stagnation.left(), stagnation.right());
//> H = 1.7418e-04, ||grad V||_1 = 8.4967e-17 <= 3.4836e-04

// So a thousand steps of gradient ascent change nothing.
var plain = new Run(bandit, Objective.expectedReturn(), new GradientAscent(2));
plain.advance(1000);
System.out.println(plain.observe());
//> step 1000: value 4.24833621E-17, entropy 0.000174181794, gradient norm 4.4556754E-17

// An entropy bonus frees the policy, and costs a bias: below lambda_c the regularised optimum is good, above it is not.
say("lambda_c = %.4f", CriticalCoefficient.of(1e12, 10));
for (double lambda : new double[] {0.03, 0.035, 0.04, 0.045}) {
  var run = new Run(bandit, Objective.withEntropy(lambda), new NaturalGradient(0.5 / lambda));
  run.advance(100);
  var optimum = SoftOptimum.of(rewards, members, lambda);
  var bound = Proposition2.of(bandit, lambda).subOptimality(run.policy());
  say(
      "lambda = %.3f: reward %.6f, closed form %.6f, missing %.6f <= %.6f",
      lambda, run.observe().value(), optimum.reward(), bound.left(), bound.right());
}
//> lambda_c = 0.0395
//> lambda = 0.030: reward 0.999666, closed form 0.999666, missing 0.000334 <= 0.759853
//> lambda = 0.035: reward 0.962420, closed form 0.962420, missing 0.037580 <= 0.886495
//> lambda = 0.040: reward 0.418621, closed form 0.418621, missing 0.581379 <= 1.013137
//> lambda = 0.045: reward 0.042852, closed form 0.042852, missing 0.957148 <= 1.139780

/exit
