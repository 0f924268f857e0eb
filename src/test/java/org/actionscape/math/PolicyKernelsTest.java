package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.actionscape.check.Notices;
import org.junit.jupiter.api.Test;

/** The choice of a kernel, each in a JVM of its own. */
class PolicyKernelsTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /** Asks for the kernel several times, and prints what the library has to say of it. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) {
      Notices.to(System.err::println);
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
  void withoutARequestTheFastestOfAllKernelsIsUsed() {
    assumeTrue(System.getProperty(PolicyKernels.PROPERTY) == null, "a kernel is requested");
    List<String> names = PolicyKernels.all().stream().map(PolicyKernel::name).toList();
    assertEquals(names.get(names.size() - 1), PolicyKernels.get().name());
    assertEquals(0, PolicyKernels.requestedBits());
  }

  /** The tests run with the module. */
  @Test
  void aProcessorWithFmaHasAVectorKernelBesideTheScalarOne() {
    assumeTrue(Fma.IN_HARDWARE);
    assertEquals(
        List.of("scalar", PolicyKernels.vector().name()),
        PolicyKernels.all().stream().map(PolicyKernel::name).toList());
  }

  @Test
  void anUnknownRequestIsRefused() throws IOException, InterruptedException {
    Java java = Java.run(Asking.class, "-Dactionscape.kernel=fast");
    assertNotEquals(0, java.exit());
    assertTrue(java.errors().contains("scalar, vector, vector256"), java.errors());
  }
}
