package org.actionscape.study.propositions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void randomPoliciesAreAtLeastAThousand() {
    int policies =
        Samples.of(true, 2).settings().stream()
            .filter(setting -> setting.name().startsWith("random: "))
            .flatMap(setting -> setting.cases().stream())
            .mapToInt(part -> part.logits().size())
            .sum();
    // Beside 5 random policies in each of 210 environments, the soft optimum of all but the 30
    // recurrent ones.
    assertEquals(210 * 5 + 180, policies);
  }
}
