package org.actionscape.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> KNOWN = List.of("ascent", "adam", "flow", "natural-gradient");

  @Test
  void aKnownNameIsReturned() {
    assertEquals("adam", Suggestions.require("optimiser", "adam", KNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "adma, adam",
    "Adam, adam",
    "ascend, ascent",
    "scent, ascent",
    "ascentt, ascent",
    "low, flow",
    "flower, flow",
    "natural-grad, natural-gradient",
    "'', adam"
  })
  void theNearestIsTheOneWithTheFewestLettersToChange(String name, String nearest) {
    assertEquals(nearest, Suggestions.of(name, KNOWN));
  }

  @Test
  void theFirstOfSeveralThatAreEquallyNearIsNamed() {
    assertEquals("aa", Suggestions.of("ab", List.of("aa", "bb")));
    assertEquals("bb", Suggestions.of("ab", List.of("bb", "aa")));
  }

  @Test
  void anUnknownNameIsAnsweredWithAllNamesAndTheNearest() {
    assertEquals(
        "optimiser \"adma\": must be one of ascent, adam, flow, natural-gradient; did you mean"
            + " adam?",
        assertThrows(
                InvalidInputException.class, () -> Suggestions.require("optimiser", "adma", KNOWN))
            .getMessage());
  }
}
