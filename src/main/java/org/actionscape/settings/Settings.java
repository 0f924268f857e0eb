package org.actionscape.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.actionscape.check.InvalidInputException;

/**
 * Canonical values of a part of a settings file, as {@link Schema} read them, by name. Each method
 * reads what one schema promises:
 *
 * <pre>
 *   Real            real       list of Real             reals
 *   Whole           whole      list of Whole            wholes
 *   Word, Name      word       list of Word or Name     words
 *   Section         part       list of Section          parts
 *   OneOf           part       list of OneOf            parts      then OneOf.make
 *   RealOr          RealOr.make
 * </pre>
 *
 * <p>What a schema does not promise is refused with the name of the setting.
 *
 * @param path where they stand
 * @param values the values
 */
public record Settings(String path, Map<String, Object> values) {
  /**
   * A number.
   *
   * @param name the parameter's name
   * @return the number
   */
  public double real(String name) {
    return get(name, Double.class, "a number (Real)");
  }

  /**
   * A whole number.
   *
   * @param name the parameter's name
   * @return the number
   */
  public long whole(String name) {
    return get(name, Long.class, "a whole number (Whole)");
  }

  /**
   * A whole number that fits an int.
   *
   * @param name the parameter's name
   * @return the number
   */
  public int count(String name) {
    return Math.toIntExact(whole(name));
  }

  /**
   * A word.
   *
   * @param name the parameter's name
   * @return the word
   */
  public String word(String name) {
    return get(name, String.class, "a word (Word or Name)");
  }

  /**
   * A list of numbers.
   *
   * @param name the parameter's name
   * @return a new array
   */
  public double[] reals(String name) {
    return list(name, Double.class, "a list of numbers (Several of Real)").stream()
        .mapToDouble(value -> value)
        .toArray();
  }

  /**
   * A list of whole numbers.
   *
   * @param name the parameter's name
   * @return a new array
   */
  public long[] wholes(String name) {
    return list(name, Long.class, "a list of whole numbers (Several of Whole)").stream()
        .mapToLong(value -> value)
        .toArray();
  }

  /**
   * A list of words.
   *
   * @param name the parameter's name
   * @return the words
   */
  public List<String> words(String name) {
    return list(name, String.class, "a list of words (Several of Word or Name)");
  }

  /**
   * A section, or the settings of a variant for {@link Schema.OneOf#make}.
   *
   * @param name the parameter's name
   * @return its values
   */
  public Settings part(String name) {
    return new Settings(at(name), fields(get(name, Map.class, "a section (Section or OneOf)")));
  }

  /**
   * A list of sections, or of the settings of variants.
   *
   * @param name the parameter's name
   * @return the values of each
   */
  public List<Settings> parts(String name) {
    List<?> list = list(name, Map.class, "a list of sections (Several of Section or OneOf)");
    return IntStream.range(0, list.size())
        .mapToObj(i -> new Settings(at(name) + "[" + i + "]", fields(list.get(i))))
        .toList();
  }

  private <T> T get(String name, Class<T> type, String what) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw undeclared(name, what);
    }
    return type.cast(value);
  }

  private <T> List<T> list(String name, Class<T> type, String what) {
    List<?> list = get(name, List.class, what);
    if (!list.stream().allMatch(type::isInstance)) {
      throw undeclared(name, what);
    }
    return list.stream().<T>map(type::cast).toList();
  }

  private InvalidInputException undeclared(String name, String what) {
    return new InvalidInputException(
        at(name) + ": must be declared as " + what + " by the variant that reads it, but is not");
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object value) {
    return (Map<String, Object>) value;
  }
}
