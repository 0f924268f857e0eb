package org.actionscape.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the program, as it stands in pom.xml, and what tells two builds of it apart. */
public final class Version {
  private static final String UNRELEASED = "-SNAPSHOT";
  private static final int DIGITS = 12;
  private static final Properties PROPERTIES = load();

  private Version() {}

  /**
   * The version.
   *
   * @return for instance 0.1.0, or 0.1.0-SNAPSHOT before that is released
   */
  public static String get() {
    return PROPERTIES.getProperty("version");
  }

  /**
   * What computes: results of equal settings are equal where this text is. A release is what its
   * version says; before it, the beginning of a SHA-256 checksum of pom.xml and src/main follows.
   *
   * @return for instance 0.1.0, or 0.1.0-SNAPSHOT+7fca2d87d693
   */
  public static String build() {
    return build(get(), PROPERTIES.getProperty("sources"));
  }

  static String build(String version, String sources) {
    if (!version.endsWith(UNRELEASED)) {
      return version;
    }
    if (!sources.matches("[0-9a-f]{" + DIGITS + ",}")) {
      throw new IllegalStateException(
          "actionscape.properties has no checksum of the sources: build with Maven");
    }
    return version + "+" + sources.substring(0, DIGITS);
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/actionscape.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
