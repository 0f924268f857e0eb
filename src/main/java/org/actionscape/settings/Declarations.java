package org.actionscape.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.settings.Schema.OneOf;
import org.actionscape.settings.Schema.RealOr;
import org.actionscape.settings.Schema.Section;
import org.actionscape.settings.Schema.Several;

/**
 * Checks what an extension declares: that settings files can name it, that every setting can be
 * read by {@link Settings}, and that defaults are permitted. Each complaint names the variant and
 * the setting.
 */
final class Declarations {
  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  /** What YAML reads as something else than a text. */
  private static final List<String> NO_TEXTS =
      List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private Declarations() {}

  /**
   * Requires a variant that settings can name and whose settings can be read.
   *
   * @throws InvalidInputException if it cannot be used
   */
  static void require(Variant<?> variant) {
    Checks.made("a variant", variant);
    Checks.made("the id of a variant", variant.id());
    if (!ID.matcher(variant.id()).matches()
        || NO_TEXTS.contains(variant.id().toLowerCase(Locale.ROOT))) {
      throw new InvalidInputException(
          "the id "
              + quoted(variant.id())
              + " must be letters, digits, '.', '_' and '-', at most 100, a letter first, and no"
              + " word like yes, on or null that YAML reads as something else");
    }
    String where = "\"" + variant.id() + "\"";
    Checks.made(where + ": its meaning", variant.meaning());
    Checks.made(where + ": its maker", variant.maker());
    requireAll(where, variant.parameters(), Set.of("kind"));
  }

  private static void requireAll(String where, List<Parameter> parameters, Set<String> reserved) {
    Set<String> names = new HashSet<>(reserved);
    for (Parameter parameter : Checks.made(where + ": its list of settings", parameters)) {
      Checks.made(where + ": a setting", parameter);
      String name = Checks.made(where + ": the name of a setting", parameter.name());
      if (!NAME.matcher(name).matches()) {
        throw new InvalidInputException(
            where
                + ": the name "
                + quoted(name)
                + " of a setting must be letters, digits and '_', at most 100, a letter first");
      }
      String setting = where + ": setting \"" + name + "\"";
      if (!names.add(name)) {
        throw new InvalidInputException(setting + ": the name is taken");
      }
      Checks.made(setting + ": its meaning", parameter.meaning());
      requireReadable(setting, parameter.schema());
      parameter.requireDefault(setting + ": its default");
    }
  }

  private static void requireReadable(String setting, Schema schema) {
    Checks.made(setting + ": its schema", schema);
    if (schema instanceof Several several) {
      if (several.each() instanceof Several || several.each() instanceof RealOr) {
        throw new InvalidInputException(
            setting
                + ": a list must be of numbers, whole numbers, words, sections or variants; of "
                + (several.each() instanceof Several ? "lists" : "numbers or variants")
                + " it cannot be read");
      }
      requireReadable(setting, several.each());
    } else if (schema instanceof Section section) {
      requireAll(setting, section.parameters(), Set.of());
    } else if (schema instanceof OneOf<?> oneOf) {
      oneOf.variants().forEach(variant -> inside(setting, variant));
    } else if (schema instanceof RealOr<?> realOr) {
      Checks.made(setting + ": what a number is short for", realOr.maker());
      realOr.variants().variants().forEach(variant -> inside(setting, variant));
    }
  }

  private static void inside(String setting, Variant<?> variant) {
    try {
      require(variant);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(setting + ": " + e.getMessage(), e);
    }
  }

  /** An id as it can be printed. */
  private static String quoted(String id) {
    String printable = id.replaceAll("[^\\x20-\\x7e]", "?");
    return "\"" + (printable.length() > 40 ? printable.substring(0, 40) + "..." : printable) + "\"";
  }
}
