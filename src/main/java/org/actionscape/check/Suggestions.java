package org.actionscape.check;

import java.util.Collection;
import java.util.Comparator;

/** Suggestions for misspelt names. */
public final class Suggestions {
  /** Letters of known names that a sentence lists; longer lists are for a command. */
  private static final int MOST_LISTED = 300;

  private Suggestions() {}

  /**
   * Requires a known name.
   *
   * @param what what the name is of, in the user's words
   * @param name the name that was given
   * @param known the known names, at least one
   * @return the name
   * @throws InvalidInputException if the name is not known; the message suggests the nearest
   */
  public static String require(String what, String name, Collection<String> known) {
    if (known.contains(name)) {
      return name;
    }
    throw new InvalidInputException(complaint(what, name, known));
  }

  /**
   * The sentence about an unknown name.
   *
   * @param what what the name is of, in the user's words
   * @param name the name that was given
   * @param known the known names, at least one
   * @return what was given, the known names and the nearest of them
   */
  public static String complaint(String what, String name, Collection<String> known) {
    String listed = String.join(", ", known);
    return what
        + " \""
        + Printable.value(name)
        + "\": must be one of "
        + (listed.length() <= MOST_LISTED ? listed : "the " + known.size() + " that list shows")
        + "; did you mean "
        + of(name, known)
        + "?";
  }

  /**
   * The name that was probably meant.
   *
   * @param name the name that was given
   * @param known the known names, at least one
   * @return the nearest of the known names, the first of them if several are
   */
  public static String of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .orElseThrow();
  }

  /** Levenshtein's distance: the fewest letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
