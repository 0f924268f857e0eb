package org.actionscape.claim;

import java.util.Arrays;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Suggestions;

/** What an experiment says of a claim. */
public enum Verdict {
  /** True of every case that the claim covers. */
  HOLDS("holds"),
  /** Not true of at least one case that it covers. */
  FAILS("fails"),
  /** It covers none of the cases. */
  OUT_OF_SCOPE("out of scope");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** The verdict's name in tables. */
  @Override
  public String toString() {
    return text;
  }

  /** The verdict of a name in tables. */
  static Verdict named(String name) {
    for (Verdict verdict : values()) {
      if (verdict.text.equals(name)) {
        return verdict;
      }
    }
    throw new InvalidInputException(
        Suggestions.complaint(
            "verdict", name, Arrays.stream(values()).map(Verdict::toString).toList()));
  }
}
