package org.actionscape.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A claim about what training does, tested in runs of its own. */
record TrainingClaim(
    String id, String sentence, String source, String experiment, Function<Lab, List<Finding>> test)
    implements Claim {
  @Override
  public List<Finding> examine(Lab lab) {
    return test.apply(lab);
  }

  /** Numbers by name, in order: name, value, name, value ... */
  static Map<String, Double> numbers(Object... namesAndValues) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      numbers.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
    }
    return numbers;
  }
}
