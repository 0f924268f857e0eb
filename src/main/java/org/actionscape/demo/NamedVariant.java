package org.actionscape.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.experiment.ExperimentSchema;

/**
 * A variant that the window knows by name only, such as a user's own; its settings are a text.
 *
 * @param slot what it is a variant of
 * @param entry its name and its parameters
 * @param settings the values of its parameters in YAML, {@code key: value, key: value}
 */
record NamedVariant(ComponentKind slot, Catalogue.Entry entry, String settings) implements Choice {
  /** Parameters with these names start where the slider stands. */
  private static final Map<String, SliderSetting> SLIDERS =
      Map.of(
          "coefficient", SliderSetting.LAMBDA,
          "from", SliderSetting.LAMBDA,
          "start", SliderSetting.LAMBDA,
          "target", SliderSetting.TARGET,
          "share", SliderSetting.SHARE,
          "steps", SliderSetting.STEPS);

  @Override
  public String label() {
    return entry.id();
  }

  NamedVariant with(String text) {
    return new NamedVariant(slot, entry, text);
  }

  /**
   * The same with settings to start from: defaults, sliders where they mean the same, and nothing
   * where only the user can know.
   */
  NamedVariant suggested(DemoSettings scene) {
    return with(
        entry.parameters().stream()
            // Parts of parts keep their defaults.
            .filter(parameter -> !parameter.name().contains("."))
            .map(parameter -> parameter.name() + ": " + suggestion(parameter, scene))
            .collect(Collectors.joining(", ")));
  }

  private static String suggestion(Catalogue.Setting parameter, DemoSettings scene) {
    SliderSetting knob = SLIDERS.get(parameter.name());
    if (!parameter.isRequired()) {
      return parameter.defaultValue();
    }
    return knob == null ? "" : Numbers.number(scene.get(knob));
  }

  /** What it is and what each parameter means, as HTML. */
  String help() {
    String parameters =
        entry.parameters().stream()
            .map(
                parameter ->
                    "<br><b>"
                        + parameter.name()
                        + "</b>: "
                        + parameter.description()
                        + " ("
                        + parameter.defaultValue()
                        + ")")
            .collect(Collectors.joining());
    return "<html>" + entry.description().replace("<", "&lt;") + parameters + "</html>";
  }

  @Override
  public Object part(DemoSettings scene) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("kind", entry.id());
    part.putAll(ExperimentSchema.part(entry.id(), settings));
    return part;
  }

  @Override
  public String describe() {
    return settings.isBlank() ? entry.id() : entry.id() + " (" + settings.strip() + ")";
  }
}
