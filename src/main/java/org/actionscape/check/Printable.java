package org.actionscape.check;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of others (a value, a key, a path) as part of one line of ours: short, and without anything
 * that a terminal obeys. Line breaks, control characters, escape sequences, marks that turn the
 * direction of writing and other invisible characters are shown as in Java, like {@code \n} and
 * {@code \u202e}.
 */
public final class Printable {
  /** A value in a sentence. */
  private static final int MOST_OF_A_VALUE = 60;

  /** A sentence, which may hold two paths and a list of names. */
  private static final int MOST_OF_A_LINE = 500;

  /** Words that no shell changes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private static final String LEFT_OUT = "...";

  private Printable() {}

  /**
   * A value as part of a sentence.
   *
   * @param text any text
   * @return at most {@value #MOST_OF_A_VALUE} characters of it, those in the middle left out
   */
  public static String value(String text) {
    return shorten(escape(text), MOST_OF_A_VALUE);
  }

  /**
   * A whole sentence.
   *
   * @param text any text
   * @return at most {@value #MOST_OF_A_LINE} characters of it, those in the middle left out: a
   *     sentence begins with what is wrong and ends with what is permitted
   */
  public static String line(String text) {
    return shorten(escape(text), MOST_OF_A_LINE);
  }

  /**
   * A text as long as it is, like a path that others are to use.
   *
   * @param text any text
   * @return all of it
   */
  public static String whole(String text) {
    return escape(text);
  }

  /**
   * An argument of a command that may be pasted into a shell.
   *
   * @param text any text
   * @return the text itself if no shell reads anything into it; otherwise in quotes, which are
   *     those of bash and zsh, {@code $'\n'}, if something in it is not visible
   */
  public static String argument(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    if (text.codePoints().allMatch(Printable::isVisible)) {
      return "'" + text.replace("'", "'\\''") + "'";
    }
    StringBuilder quoted = new StringBuilder("$'");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\' || c == '\'') {
                quoted.append('\\').appendCodePoint(c);
              } else if (isVisible(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(
                    Character.isBmpCodePoint(c)
                        ? escape(c)
                        : String.format(Locale.ROOT, "\\U%08x", c));
              }
            });
    return quoted.append('\'').toString();
  }

  private static String shorten(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int head = before(text, (most - LEFT_OUT.length()) * 2 / 3);
    int tail = before(text, text.length() - (most - LEFT_OUT.length() - head));
    return text.substring(0, head) + LEFT_OUT + text.substring(tail);
  }

  /** The index itself, or the one after it that does not part a pair of surrogates. */
  private static int before(String text, int index) {
    return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
  }

  private static String escape(String text) {
    if (text.codePoints().allMatch(Printable::isVisible)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(escape(c));
              }
            });
    return escaped.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(c)) {
          units.append("\\u").append(Character.forDigit(unit >> 12, 16));
          units.append(Character.forDigit(unit >> 8 & 15, 16));
          units.append(Character.forDigit(unit >> 4 & 15, 16));
          units.append(Character.forDigit(unit & 15, 16));
        }
        yield units.toString();
      }
    };
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
