package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The choice of a kernel, each in a JVM of its own. */
class PolicyKernelsTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** Asks for the kernel several times. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) {
      PolicyKernels.get();
      System.out.print(PolicyKernels.get().name());
    }
  }

  @Test
  void withoutTheModuleTheScalarKernelIsUsedAndTheFlagNamedOnce() throws Exception {
    Java java = Java.run(Asking.class);
    assertEquals("scalar", java.output());
    assertEquals(1, java.errors().lines().count());
    assertTrue(
        java.errors().contains("--add-modules jdk.incubator.vector")
            || java.errors().contains("no fused multiply-add"),
        java.errors());
  }

  @Test
  void withoutFmaTheScalarKernelIsUsed() throws Exception {
    Java java = Java.run(Asking.class, MODULE, "-XX:-UseFMA");
    assertEquals("scalar", java.output());
    assertTrue(java.errors().contains("no fused multiply-add"), java.errors());
  }

  @Test
  void aRequestedScalarKernelNeedsNoExplanation() throws Exception {
    Java java = Java.run(Asking.class, "-Dactionscape.kernel=scalar");
    assertEquals("scalar", java.output());
    assertEquals("", java.errors());
  }

  @Test
  void anUnknownRequestIsRefused() throws IOException, InterruptedException {
    Java java = Java.run(Asking.class, "-Dactionscape.kernel=fast");
    assertNotEquals(0, java.exit());
    assertTrue(java.errors().contains("scalar, vector, vector256"), java.errors());
  }
}
