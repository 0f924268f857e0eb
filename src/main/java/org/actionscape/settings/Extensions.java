package org.actionscape.settings;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.settings.Schema.OneOf;

/** The extensions on the class path, found once. */
public final class Extensions {
  private static final List<Extension> FOUND = new ArrayList<>();

  /** What is wrong with them; kept until a command can say it. */
  private static String defect;

  static {
    defect = missing(System.getenv("ACTIONSCAPE_PLUGINS"));
    try {
      ServiceLoader.load(Extension.class).forEach(FOUND::add);
    } catch (ServiceConfigurationError e) {
      complain(e.getMessage());
    } catch (LinkageError e) {
      complain("an extension cannot be loaded: " + e);
    }
  }

  private Extensions() {}

  /** What is wrong with the class path of extensions, which the JVM would silently ignore. */
  static String missing(String path) {
    for (String entry : path == null ? new String[0] : path.split(File.pathSeparator)) {
      File file = new File(entry);
      if (!file.exists()) {
        return entry
            + " does not exist (of ACTIONSCAPE_PLUGINS, in "
            + new File("").getAbsolutePath()
            + ")";
      }
      if (file.isFile()) {
        try (ZipFile jar = new ZipFile(file)) {
          jar.size();
        } catch (IOException e) {
          return entry + " is no jar (" + e.getMessage() + ")";
        }
      }
    }
    return null;
  }

  /** The built-in variants and those of all extensions. */
  static <T> OneOf<T> with(
      List<Variant<T>> builtIn, Function<Extension, List<Variant<T>>> variants) {
    return with(builtIn, variants, variant -> variant);
  }

  /** The built-in variants and, in another form, those of all extensions. */
  static <S, T> OneOf<T> with(
      List<Variant<T>> builtIn,
      Function<Extension, List<Variant<S>>> variants,
      Function<Variant<S>, Variant<T>> form) {
    List<Variant<T>> all = new ArrayList<>(builtIn);
    for (Extension extension : FOUND) {
      try {
        for (Variant<S> raw : Checks.made("list of variants", variants.apply(extension))) {
          Declarations.require(raw);
          Variant<T> variant = form.apply(raw);
          Declarations.require(variant);
          if (all.stream().anyMatch(known -> known.id().equals(variant.id()))) {
            throw new InvalidInputException("the id \"" + variant.id() + "\" is taken");
          }
          all.add(variant);
        }
      } catch (InvalidInputException e) {
        complain(name(extension) + ": " + e.getMessage());
      } catch (RuntimeException | LinkageError e) {
        complain(name(extension) + ": its variants cannot be asked for: " + e);
      }
    }
    return new OneOf<>(List.copyOf(all));
  }

  /** The first thing that is wrong is said; others may follow from it. */
  private static void complain(String what) {
    defect = defect == null ? what : defect;
  }

  /** Refuses to go on with extensions that cannot be used. */
  public static void requireLoaded() {
    if (defect != null) {
      throw new InvalidInputException("extensions on the class path: must be usable: " + defect);
    }
  }

  /** The names of all extensions. */
  static String names() {
    return FOUND.stream().map(Extensions::name).collect(Collectors.joining(", "));
  }

  /** Whether a class lies in the package of an extension. */
  public static boolean own(String className) {
    return FOUND.stream()
        .map(extension -> extension.getClass())
        .anyMatch(
            type ->
                type.getPackageName().isEmpty()
                    ? className.matches("[^.]*")
                    : className.startsWith(type.getPackageName() + "."));
  }

  private static String name(Extension extension) {
    return extension.getClass().getName();
  }
}
