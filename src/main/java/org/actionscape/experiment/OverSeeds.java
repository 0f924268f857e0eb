package org.actionscape.experiment;

import java.util.Locale;

/** How captions say what numbers are over seeds: of one seed there is no interval. */
public final class OverSeeds {
  private OverSeeds() {}

  /**
   * The words.
   *
   * @param statistic what is taken of several seeds, {@code mean}
   * @param seeds how many there are
   * @param noun one of them, {@code seed} or {@code test seed}
   * @return {@code mean and 95 % interval over 8 seeds}, or {@code one seed}
   */
  public static String text(String statistic, int seeds, String noun) {
    String count = count(seeds, noun);
    return seeds == 1 ? count : statistic + " and 95 % interval over " + count;
  }

  /** So many of something, {@code 8 seeds} or {@code one seed}. */
  public static String count(int seeds, String noun) {
    return seeds == 1 ? "one " + noun : seeds + " " + noun + "s";
  }

  /** The mean over seeds, at the start of a sentence. */
  public static String sentence(int seeds) {
    String text = text("mean", seeds, "seed");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The same, also of seeds that are all alike, of which there is no interval either. */
  public static String sentence(int seeds, boolean alike) {
    return seeds > 1 && alike
        ? seeds + " seeds, all alike: nothing that differs between them was drawn"
        : sentence(seeds);
  }
}
