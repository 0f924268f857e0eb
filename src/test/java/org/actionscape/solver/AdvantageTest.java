package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The natural gradient's direction where an episode has several steps. */
class AdvantageTest {
  private static final double LAMBDA = 0.5;

  private static Map<String, Environment> environments() {
    TokenSequenceSettings tokens =
        new TokenSequenceSettings(1, 2, 6, List.of(2))
            .withPartialCredit(List.of(0.4))
            .withSlip(0.1);
    Map<String, Environment> environments = new LinkedHashMap<>();
    environments.put("garnet", new Garnet(3, 3, 2, 0.5, new GaussianStart(0.5)).process(3));
    environments.put(
        "explicit tokens", new TokenSequenceGenerator(tokens, Encoding.EXPLICIT).process(3));
    environments.put(
        "classes of tokens", new TokenSequenceGenerator(tokens, Encoding.CLASSES).process(3));
    return environments;
  }

  static Stream<Arguments> environmentsAndObjectives() {
    List<Arguments> all = new ArrayList<>();
    environments()
        .forEach(
            (name, environment) ->
                Stream.of(
                        Objective.expectedReturn(),
                        Objective.withEntropy(LAMBDA),
                        Objective.withClampedEntropy(LAMBDA, 0.4))
                    .forEach(objective -> all.add(Arguments.of(name, environment, objective))));
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {2}")
  @MethodSource("environmentsAndObjectives")
  void theGradientIsVisitsTimesProbabilityTimesAdvantage(
      String name, Environment environment, Objective objective) {
    Policy policy = Policy.startOf(environment);
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    ActionClasses classes = environment.classes();
    DMatrixRMaj gradient = new DMatrixRMaj(classes.size(), 1);
    DMatrixRMaj advantage = new DMatrixRMaj(classes.size(), 1);
    evaluation.addGradient(2, gradient);
    evaluation.addAdvantage(2, advantage);
    double[] log = SmallBandit.logProbabilities(policy);
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        assertEquals(
            gradient.data[k], evaluation.visits(s) * Math.exp(log[k]) * advantage.data[k], 1e-14);
      }
    }
  }
}
