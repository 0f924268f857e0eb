package org.actionscape.math;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Notices;

/**
 * Chooses the kernel that everything else uses: the one of the Vector API where that is faster, the
 * scalar one elsewhere. The numbers do not depend on the choice.
 *
 * <p>The system property {@value #PROPERTY} overrides it, for tests and benchmarks: {@code scalar},
 * {@code vector}, or {@code vector256} for vectors of 256 bits on a processor with longer ones.
 */
public final class PolicyKernels {
  /** Names the system property that overrides the choice. */
  static final String PROPERTY = "actionscape.kernel";

  /** Loaded by name, because a JVM without the module cannot link it. */
  private static final String VECTOR_CLASS = "org.actionscape.math.VectorKernel";

  private static final String MODULE = "jdk.incubator.vector";
  private static final PolicyKernel CHOSEN = choose();

  private PolicyKernels() {}

  /**
   * The kernel of this process; stateless, shared by all threads.
   *
   * @return the kernel
   */
  public static PolicyKernel get() {
    return CHOSEN;
  }

  /**
   * Every kernel that this process can run, to be compared.
   *
   * @return the scalar one, then the one of the Vector API if there is one
   */
  public static List<PolicyKernel> all() {
    List<PolicyKernel> kernels = new ArrayList<>(List.of(new ScalarKernel()));
    if (Fma.IN_HARDWARE && ModuleLayer.boot().findModule(MODULE).isPresent()) {
      try {
        kernels.add(vector());
      } catch (UnsupportedOperationException e) {
        return List.copyOf(kernels);
      }
    }
    return List.copyOf(kernels);
  }

  /** The length of vectors that was asked for, in bits; 0 for the processor's own. */
  static int requestedBits() {
    return requested().equals("vector256") ? 256 : 0;
  }

  /**
   * A kernel of the Vector API with the requested length of vectors.
   *
   * @throws UnsupportedOperationException if the processor's vectors are too short to be worth it
   */
  static PolicyKernel vector() {
    try {
      return (PolicyKernel) Class.forName(VECTOR_CLASS).getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new UnsupportedOperationException(e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PolicyKernel choose() {
    return switch (requested()) {
      case "" -> fastest();
      case "scalar" -> new ScalarKernel();
      case "vector", "vector256" -> vector();
      default ->
          throw new InvalidInputException(
              "-D"
                  + PROPERTY
                  + "="
                  + requested()
                  + ": must be one of scalar, vector, vector256, or absent");
    };
  }

  private static PolicyKernel fastest() {
    String obstacle;
    if (!Fma.IN_HARDWARE) {
      obstacle = "there is no fused multiply-add in hardware";
    } else if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      obstacle = "the JVM was not given --add-modules " + MODULE;
    } else {
      try {
        return vector();
      } catch (UnsupportedOperationException e) {
        obstacle = e.getMessage();
      }
    }
    Notices.say("the slower scalar kernel is in use, as " + obstacle + ".");
    return new ScalarKernel();
  }

  private static String requested() {
    return System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT);
  }
}
