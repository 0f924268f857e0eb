package org.actionscape.claim;

import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of a finding, built one by one, in their order. */
public final class Evidence {
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  private Evidence() {}

  /**
   * Evidence of one number.
   *
   * @param name its name in the ledger
   * @param value the number
   * @return new evidence
   */
  public static Evidence of(String name, double value) {
    return new Evidence().and(name, value);
  }

  /**
   * Adds a number.
   *
   * @param name its name in the ledger
   * @param value the number
   * @return this
   */
  public Evidence and(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  /**
   * The numbers so far.
   *
   * @return a new map, in order
   */
  public Map<String, Double> numbers() {
    return new LinkedHashMap<>(numbers);
  }
}
