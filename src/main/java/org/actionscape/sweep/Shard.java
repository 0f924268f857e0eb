package org.actionscape.sweep;

import org.actionscape.check.InvalidInputException;

/**
 * A slice of a sweep: every {@code count}-th cell. Contiguous slices could put all long cells on
 * one machine, as the last varied setting often is the size.
 *
 * @param index which slice, 1 to {@code count}
 * @param count the number of slices
 */
public record Shard(int index, int count) {
  /** The whole sweep. */
  public static final Shard ALL = new Shard(1, 1);

  public Shard {
    if (index < 1 || index > count || count > Sweep.MOST_CELLS) {
      throw new InvalidInputException(
          "shard "
              + index
              + "/"
              + count
              + ": must be I/N with I from 1 to N and N at most "
              + Sweep.MOST_CELLS);
    }
  }

  /**
   * Reads {@code I/N}.
   *
   * @param text for instance 2/3
   * @return the slice
   * @throws InvalidInputException if the text is not a slice
   */
  public static Shard parse(String text) {
    if (!text.matches("\\d{1,9}/\\d{1,9}")) {
      throw new InvalidInputException("shard " + text + ": must be I/N, like 2/3");
    }
    String[] numbers = text.split("/");
    return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  /** Whether a cell is in this slice, by its place in the sweep from 0. */
  boolean contains(int cell) {
    return cell % count == index - 1;
  }
}
