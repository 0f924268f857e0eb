package org.actionscape.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.settings.Settings;
import org.actionscape.store.Table;

/** What the figure of a run says below: environment, objective and optimiser in a sentence. */
final class RunCaption {
  private RunCaption() {}

  /**
   * The caption.
   *
   * @param settings those of the experiment
   * @param maximized what is maximised beside the bonuses
   * @param alike whether all seeds are, so that there is no interval
   */
  static String of(Settings settings, String maximized, boolean alike) {
    String bonuses =
        settings.parts("objective").stream()
            .map(term -> " + " + coefficient(term) + " " + brief(term))
            .collect(Collectors.joining());
    int seeds = settings.part("seeds").count("count");
    return String.format(
        Locale.ROOT,
        "%s; maximised: %s%s; optimiser: %s; gradient: %s. %s.",
        capital(brief(settings.part("environment"))),
        maximized,
        bonuses,
        brief(settings.part("optimizer")),
        brief(settings.part("gradient")),
        OverSeeds.sentence(seeds, alike));
  }

  private static String coefficient(Settings term) {
    return term.values().get("coefficient") instanceof Double number
        ? Table.format(number)
        : brief(term.part("coefficient"));
  }

  /** The kind with its numbers and words, without the coefficient of a term. */
  private static String brief(Settings part) {
    String details =
        part.values().entrySet().stream()
            .filter(entry -> !List.of("kind", "coefficient", "encoding").contains(entry.getKey()))
            .filter(entry -> !(entry.getValue() instanceof Map || entry.getValue() instanceof List))
            .map(
                entry ->
                    entry.getKey().replace('_', ' ')
                        + " "
                        + (entry.getValue() instanceof Double d
                            ? Table.format(d)
                            : entry.getValue()))
            .collect(Collectors.joining(", "));
    return part.word("kind") + (details.isEmpty() ? "" : " (" + details + ")");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
