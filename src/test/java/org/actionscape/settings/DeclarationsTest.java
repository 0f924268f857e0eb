package org.actionscape.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.settings.Schema.OneOf;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.RealOr;
import org.actionscape.settings.Schema.Section;
import org.actionscape.settings.Schema.Several;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an extension may not declare. */
class DeclarationsTest {
  private static Variant<Object> variant(String id, Parameter... parameters) {
    return new Variant<>(id, "means", Arrays.asList(parameters), s -> "made");
  }

  private static Parameter parameter(String name, Schema schema, Object defaultValue) {
    return new Parameter(name, "means", schema, defaultValue);
  }

  static Stream<Arguments> declarations() {
    String nothing = ": must be made by its extension, which returned nothing (null)";
    String id =
        " must be letters, digits, '.', '_' and '-', at most 100, a letter first, and no word like"
            + " yes, on or null that YAML reads as something else";
    String name = " of a setting must be letters, digits and '_', at most 100, a letter first";
    String list = "a list must be of numbers, whole numbers, words, sections or variants; of ";
    Several reals = new Several(Real.ANY);
    OneOf<Object> oneOf = new OneOf<>(List.of(variant("a", parameter("x", null, 1))));
    return Stream.of(
        Arguments.of(null, "a variant" + nothing),
        Arguments.of(variant(null), "the id of a variant" + nothing),
        Arguments.of(variant(""), "the id \"\"" + id),
        Arguments.of(variant("1.10"), "the id \"1.10\"" + id),
        Arguments.of(variant("No"), "the id \"No\"" + id),
        Arguments.of(variant("two words"), "the id \"two words\"" + id),
        Arguments.of(variant("a\n\u001b[31mb"), "the id \"a??[31mb\"" + id),
        Arguments.of(variant("x".repeat(200)), "the id \"" + "x".repeat(40) + "...\"" + id),
        Arguments.of(new Variant<>("k", null, List.of(), s -> 1), "\"k\": its meaning" + nothing),
        Arguments.of(new Variant<>("k", "m", List.of(), null), "\"k\": its maker" + nothing),
        Arguments.of(
            new Variant<>("k", "m", null, s -> 1), "\"k\": its list of settings" + nothing),
        Arguments.of(variant("k", (Parameter) null), "\"k\": a setting" + nothing),
        Arguments.of(variant("k", parameter("a.b", Real.ANY, 1)), "\"k\": the name \"a.b\"" + name),
        Arguments.of(
            variant("k", parameter("kind", Real.ANY, 1)),
            "\"k\": setting \"kind\": the name is taken"),
        Arguments.of(
            variant("k", parameter("x", Real.ANY, 1), parameter("x", Real.ANY, 1)),
            "\"k\": setting \"x\": the name is taken"),
        Arguments.of(
            variant("k", parameter("x", null, 1)), "\"k\": setting \"x\": its schema" + nothing),
        Arguments.of(
            variant("k", parameter("x", new Several(reals), List.of())),
            "\"k\": setting \"x\": " + list + "lists it cannot be read"),
        Arguments.of(
            variant("k", parameter("x", new Several(new RealOr<>(Real.ANY, x -> x, oneOf)), null)),
            "\"k\": setting \"x\": " + list + "numbers or variants it cannot be read"),
        Arguments.of(
            variant(
                "k", parameter("s", new Section(List.of(parameter("y", null, null))), Map.of())),
            "\"k\": setting \"s\": setting \"y\": its schema" + nothing),
        Arguments.of(
            variant("k", parameter("o", oneOf, null)),
            "\"k\": setting \"o\": \"a\": setting \"x\": its schema" + nothing),
        Arguments.of(
            variant("k", parameter("x", Real.POSITIVE, -1)),
            "\"k\": setting \"x\": its default = -1.0: must be a finite number above 0"));
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void whatCannotBeNamedOrReadIsRefusedByName(Variant<?> variant, String message) {
    assertEquals(
        message,
        assertThrows(InvalidInputException.class, () -> Declarations.require(variant))
            .getMessage());
  }

  @Test
  void builtInVariantsKeepTheRules() {
    List<String> faults = new ArrayList<>();
    Stream.of(
            Registry.ENVIRONMENTS,
            Registry.RULES,
            Registry.TERMS,
            Registry.OPTIMIZERS,
            Registry.GRADIENTS)
        .flatMap(oneOf -> oneOf.variants().stream())
        .forEach(
            variant -> {
              try {
                Declarations.require(variant);
              } catch (InvalidInputException e) {
                faults.add(variant.id() + ": " + e.getMessage());
              }
            });
    assertEquals(List.of(), faults);
  }
}
