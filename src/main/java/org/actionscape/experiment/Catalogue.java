package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
   * @param fallback its default, or "required"
   * @param description what it is, its unit and its range
   */
  public record Setting(String name, String fallback, String description) {
    /**
     * Whether a value must be given.
     *
     * @return whether there is no default
     */
    public boolean isRequired() {
      return fallback.equals(Form.Parameter.REQUIRED);
    }
  }

  /**
   * All figures.
   *
   * @return the presets, in the order of the list
   */
  public static List<FigurePreset> figures() {
    List<FigurePreset> figures = new ArrayList<>();
    figures.add(new Figure1());
    figures.add(new BiasExploration());
    figures.add(new BiasLaw());
    figures.add(new HorizonLaw());
    figures.add(new Proposition1Figure());
    figures.add(new Proposition2Figure());
    figures.add(new PhaseDiagram());
    figures.add(new ClampShare());
    figures.add(new CoefficientSweep());
    figures.add(new Temperature());
    figures.add(new KlAndEntropy());
    figures.add(new SelfTrainingFigure());
    figures.addAll(GrpoFigure.all());
    return List.copyOf(figures);
  }

  /**
   * Refuses to go on with extensions that cannot be used: what they declare would be missing.
   *
   * @throws org.actionscape.math.InvalidInputException if a jar cannot be loaded, an id is taken,
   *     or a variant cannot be used
   */
  public static void requireSoundExtensions() {
    // Their variants are looked at where the built-in ones are listed.
    Kinds.OPTIMIZERS.kinds();
    Extensions.requireSound();
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
    requireSoundExtensions();
    return List.of(
        new Section(
            "figures",
            figures().stream().map(f -> new Entry(f.id(), f.description(), List.of())).toList()),
        new Section(
            "experiments",
            List.of(
                new Entry(
                    "run",
                    "one run of any environment, objective and optimiser",
                    settings(Experiment.FORM.parameters())))),
        section("environments", Kinds.ENVIRONMENTS),
        section("start policies", BanditKind.STARTS),
        section("placements", BanditKind.PLACEMENTS),
        section("terms", Kinds.TERMS),
        section("coefficient rules", Kinds.RULES),
        section("gradient sources", Kinds.GRADIENTS),
        section("optimisers", Kinds.OPTIMIZERS),
        new Section(
            "claims",
            Claims.all().stream().map(c -> new Entry(c.id(), c.sentence(), List.of())).toList()));
  }

  private static Section section(String kind, Form.OneOf<?> variants) {
    return new Section(
        kind,
        variants.kinds().stream()
            .map(
                variant ->
                    new Entry(variant.id(), variant.meaning(), settings(variant.parameters())))
            .toList());
  }

  private static List<Setting> settings(List<Form.Parameter> parameters) {
    return parameters.stream().flatMap(parameter -> settings("", parameter)).toList();
  }

  /** A parameter, or all of a section. */
  private static Stream<Setting> settings(String prefix, Form.Parameter parameter) {
    String name = prefix + parameter.name();
    if (parameter.form() instanceof Form.Section section) {
      return section.parameters().stream().flatMap(inner -> settings(name + ".", inner));
    }
    return Stream.of(
        new Setting(
            name, parameter.fallbackText(), parameter.meaning() + "; " + parameter.form().range()));
  }
}
