package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels give equal bits for every operation. */
class PolicyKernelTwinsTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** The bits of all problems on the machine where they were first computed. */
  private static final long TRANSCRIPT = 5818585712864691266L;

  static List<Arguments> problems() {
    List<Arguments> problems = new ArrayList<>();
    for (int size : KernelTranscript.SIZES) {
      for (double scale : KernelTranscript.SCALES) {
        problems.add(Arguments.of(size, scale, false));
        problems.add(Arguments.of(size, scale, true));
      }
    }
    return problems;
  }

  @ParameterizedTest
  @MethodSource("problems")
  void vectorsOfTheProcessorsOwnLengthGiveTheScalarBits(int size, double scale, boolean classes) {
    assumeTrue(Fma.IN_HARDWARE);
    assertEquals(
        KernelTranscript.of(new ScalarKernel(), size, scale, classes),
        KernelTranscript.of(PolicyKernels.vector(), size, scale, classes));
  }

  @Test
  void vectorsOf256BitsGiveTheScalarBits() throws IOException, InterruptedException {
    assumeTrue(Fma.IN_HARDWARE);
    assertChild("vector 256-bit", MODULE, "-Dactionscape.kernel=vector256");
  }

  @Test
  void anotherJvmGivesTheScalarBitsWithoutHardwareFma() throws IOException, InterruptedException {
    assertChild("scalar", "-XX:-UseFMA", "-Dactionscape.kernel=scalar");
  }

  @Test
  void theScalarBitsAreThoseOfEveryOtherMachine() {
    assertEquals(TRANSCRIPT, KernelTranscript.of(new ScalarKernel()));
  }

  private static void assertChild(String kernel, String... flags)
      throws IOException, InterruptedException {
    Java child = Java.run(KernelTranscript.class, flags);
    assertEquals(kernel + " " + TRANSCRIPT + System.lineSeparator(), child.output());
  }
}
