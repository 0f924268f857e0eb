package org.actionscape.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.experiment.ExperimentSchema;
import org.actionscape.settings.BanditVariant;
import org.actionscape.settings.Extensions;
import org.actionscape.settings.Parameter;
import org.actionscape.settings.Registry;
import org.actionscape.settings.Schema;

/** What this version offers, by kind: the names that settings and the command line know. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * One kind of thing with all its variants.
   *
   * @param kind the kind, plural
   * @param entries the variants
   */
  public record Section(String kind, List<Entry> entries) {}

  /**
   * One variant.
   *
   * @param id its stable id
   * @param description what it is
   * @param parameters what settings may say of it, possibly nothing
   */
  public record Entry(String id, String description, List<Setting> parameters) {}

  /**
   * One parameter.
   *
   * @param name its key in settings
   * @param defaultValue its default, or "required"
   * @param description what it is, its unit and its range
   */
  public record Setting(String name, String defaultValue, String description) {
    /**
     * Whether a value must be given.
     *
     * @return whether there is no default
     */
    public boolean isRequired() {
      return defaultValue.equals(Parameter.REQUIRED);
    }
  }

  /**
   * Refuses to go on with extensions that cannot be used: what they declare would be missing.
   *
   * @throws org.actionscape.check.InvalidInputException if a jar cannot be loaded, an id is taken,
   *     or a variant cannot be used
   */
  public static void requireLoadedExtensions() {
    Registry.requireLoaded();
  }

  /**
   * Whether a class is part of an extension.
   *
   * @param className its full name
   * @return whether it lies in the package of an extension on the class path
   */
  public static boolean isOfExtension(String className) {
    return Extensions.own(className);
  }

  /**
   * Everything that can be named.
   *
   * @return one section a kind
   */
  public static List<Section> sections() {
    requireLoadedExtensions();
    return List.of(
        new Section(
            "figures",
            Studies.figures().values().stream()
                .map(f -> new Entry(f.id(), f.description(), List.of()))
                .toList()),
        new Section(
            "experiments",
            List.of(
                new Entry(
                    "run",
                    "one run of any environment, objective and optimiser",
                    settings(ExperimentSchema.EXPERIMENT.parameters())))),
        environments(),
        startPolicies(),
        section("placements", BanditVariant.PLACEMENTS),
        terms(),
        coefficientRules(),
        gradientSources(),
        optimizers(),
        new Section(
            "claims",
            Studies.claims().values().stream()
                .map(c -> new Entry(c.id(), c.sentence(), List.of()))
                .toList()));
  }

  /** Where to train. */
  public static Section environments() {
    return section("environments", Registry.ENVIRONMENTS);
  }

  /** What environments are started with. */
  public static Section startPolicies() {
    return section("start policies", BanditVariant.STARTS);
  }

  /** What is added to the expected return. */
  public static Section terms() {
    return section("terms", Registry.TERMS);
  }

  /** What sets a coefficient step by step. */
  public static Section coefficientRules() {
    return section("coefficient rules", Registry.RULES);
  }

  /** Where gradients come from. */
  public static Section gradientSources() {
    return section("gradient sources", Registry.GRADIENTS);
  }

  /** How logits are updated. */
  public static Section optimizers() {
    return section("optimisers", Registry.OPTIMIZERS);
  }

  private static Section section(String kind, Schema.OneOf<?> variants) {
    requireLoadedExtensions();
    return new Section(
        kind,
        variants.variants().stream()
            .map(
                variant ->
                    new Entry(variant.id(), variant.meaning(), settings(variant.parameters())))
            .toList());
  }

  private static List<Setting> settings(List<Parameter> parameters) {
    return parameters.stream().flatMap(parameter -> settings("", parameter)).toList();
  }

  /** A parameter, or all of a section. */
  private static Stream<Setting> settings(String prefix, Parameter parameter) {
    String name = prefix + parameter.name();
    if (parameter.schema() instanceof Schema.Section section) {
      return section.parameters().stream().flatMap(inner -> settings(name + ".", inner));
    }
    return Stream.of(
        new Setting(
            name,
            parameter.defaultText(),
            parameter.meaning() + "; " + parameter.schema().range()));
  }
}
