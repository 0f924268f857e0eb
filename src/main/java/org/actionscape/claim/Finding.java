package org.actionscape.claim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one experiment found out about a claim. Immutable.
 *
 * @param setting where it was tested
 * @param verdict what came out
 * @param numbers the evidence by name, in order
 * @param note what the numbers do not say, possibly empty
 */
public record Finding(String setting, Verdict verdict, Map<String, Double> numbers, String note) {
  public Finding {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** A finding that holds or fails. */
  public static Finding of(String setting, boolean holds, Map<String, Double> numbers) {
    return new Finding(setting, holds ? Verdict.HOLDS : Verdict.FAILS, numbers, "");
  }

  /**
   * The numbers and the note in words.
   *
   * @return its numbers with four digits, then its note
   */
  public String describe() {
    String words =
        numbers.entrySet().stream()
            .map(e -> e.getKey().replace('_', ' ') + " " + LedgerText.brief(e.getValue()))
            .collect(Collectors.joining("; "));
    return note.isEmpty() ? words : words.isEmpty() ? note : words + "; " + note;
  }
}
