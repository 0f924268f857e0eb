package org.actionscape.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A claim about what training does, tested in runs of its own. */
public record TrainingClaim(
    String id,
    String sentence,
    String source,
    String experiment,
    Function<SharedRuns, List<Finding>> test)
    implements Claim {
  @Override
  public List<Finding> examine(SharedRuns lab) {
    return test.apply(lab);
  }

  /** Numbers by name, in order: name, value, name, value ... */
  public static Map<String, Double> numbers(Object... namesAndValues) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      numbers.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
    }
    return numbers;
  }
}
