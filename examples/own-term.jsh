// Run with: jshell --class-path target/actionscape.jar examples/own-term.jsh
// A test holds that this prints the lines that begin with "//>".

import org.actionscape.env.*;
import org.actionscape.math.StateGradient;
import org.actionscape.objective.*;
import org.actionscape.solver.*;
import org.actionscape.theory.*;
import org.ejml.data.DMatrixRMaj;

// A term of one's own: entropy is not maximised but held near a target h, by the penalty (H - h)^2 / 2.
// Its gradient is (h - H) dH/dtheta, so the kernel's entropy gradient does the work.
record NearEntropy(double target) implements Term {
  public String id() {
    return "near-entropy";
  }

  public double smoothness(double actions) {
    return Double.POSITIVE_INFINITY; // not derived: theory-ascent will refuse this term
  }

  public Prepared prepare(StatePass pass) {
    return new Prepared() {
      double missing(int state) {
        return target - pass.sums(state).entropy();
      }

      public double value(int state) {
        return -missing(state) * missing(state) / 2;
      }

      public void addGradient(double factor, int state, StateGradient gradient) {
        gradient.addEntropy(factor * missing(state), pass.sums(state));
      }

      public double kept(int state) {
        return pass.classes().actions(state);
      }
    };
  }
}

void say(String format, Object... numbers) {
  System.out.println(String.format(Locale.ROOT, format, numbers));
}

// 10 right ones of 1,000 actions behind a decoy, trained with strength 0.5 towards 4 nats.
var rewards = new double[] {0, 1, 0};
var members = new double[] {1, 10, 989};
var bandit = ContextualBandit.of(new double[] {8, 0, 0}, rewards, members);
double strength = 0.5;
var objective = new Objective(List.of(new Objective.Bonus(strength, new NearEntropy(4))));

// Does the gradient belong to the value? Move one logit a little to both sides and see. Each member
// of a class has a share of what the class does.
var evaluation = new Evaluation(bandit, objective);
var policy = Policy.startOf(bandit);
evaluation.evaluate(policy);
var gradient = new DMatrixRMaj(3, 1);
evaluation.addGradient(1, gradient);

double objectiveAt(int entry, double step) {
  var moved = Policy.startOf(bandit);
  moved.logits().add(entry, 0, step);
  evaluation.evaluate(moved);
  return evaluation.objective();
}

for (int k = 0; k < 3; k++) {
  double difference = (objectiveAt(k, 1e-5) - objectiveAt(k, -1e-5)) / 2e-5 / members[k];
  say("class %d: gradient %.9f, finite difference %.9f", k, gradient.get(k), difference);
}
//> class 0: gradient -1.282491001, finite difference -1.282491001
//> class 1: gradient 0.001532519, finite difference 0.001532519
//> class 2: gradient 0.001281260, finite difference 0.001281260

// Where training rests, what has become of the policy?
var run = new Run(bandit, objective, new NaturalGradient(0.5));
run.advance(1000);
var end = run.observe();
say("reward %.6f, entropy %.6f, gradient below 1e-9: %b", end.value(), end.entropy(), end.gradientNorm() < 1e-9);
//> reward 0.808863, entropy 3.668751, gradient below 1e-9: true

// Where the gradient is 0, the policy is the soft optimum of the coefficient strength (h - H).
double lambda = strength * (4 - end.entropy());
var optimum = SoftOptimum.of(rewards, members, lambda);
say("as if lambda were %.6f: reward %.6f, entropy %.6f", lambda, optimum.reward(), optimum.policy().entropy());
//> as if lambda were 0.165624: reward 0.808863, entropy 3.668751

/exit
