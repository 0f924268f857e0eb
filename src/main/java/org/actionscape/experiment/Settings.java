package org.actionscape.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Canonical values of a part of a settings file, as {@link Form} read them, by name. Asking for
 * what the form does not promise is a defect of the program.
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
    return (Double) values.get(name);
  }

  /**
   * A whole number.
   *
   * @param name the parameter's name
   * @return the number
   */
  public long whole(String name) {
    return (Long) values.get(name);
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
    return (String) values.get(name);
  }

  /**
   * A list of numbers.
   *
   * @param name the parameter's name
   * @return a new array
   */
  public double[] reals(String name) {
    return ((List<?>) values.get(name)).stream().mapToDouble(value -> (Double) value).toArray();
  }

  /** Whole numbers up to 2^53, as doubles. */
  double[] wholes(String name) {
    return ((List<?>) values.get(name)).stream().mapToDouble(value -> (Long) value).toArray();
  }

  Settings part(String name) {
    return new Settings(at(name), fields(values.get(name)));
  }

  List<Settings> parts(String name) {
    List<?> list = (List<?>) values.get(name);
    return IntStream.range(0, list.size())
        .mapToObj(i -> new Settings(at(name) + "[" + i + "]", fields(list.get(i))))
        .toList();
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object value) {
    return (Map<String, Object>) value;
  }
}
