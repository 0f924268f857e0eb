package org.actionscape.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Suggestions;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;
import org.actionscape.study.bias.BiasStudy;
import org.actionscape.study.clamp.ClampStudy;
import org.actionscape.study.coefficient.CoefficientStudy;
import org.actionscape.study.exactness.ExactnessStudy;
import org.actionscape.study.figure1.Figure1Study;
import org.actionscape.study.grpo.GrpoStudy;
import org.actionscape.study.propositions.PropositionsStudy;
import org.actionscape.study.reference.ReferenceStudy;
import org.actionscape.study.selftraining.SelfTrainingStudy;
import org.actionscape.study.stagnation.StagnationStudy;
import org.actionscape.study.temperature.TemperatureStudy;

/** The studies: a line each, in the order of the ledger, then those of extensions. */
public final class Studies {
  private static final List<Study> BUILT_IN =
      List.of(
          new PropositionsStudy(),
          new StagnationStudy(),
          new BiasStudy(),
          new ClampStudy(),
          new Figure1Study(),
          new CoefficientStudy(),
          new TemperatureStudy(),
          new ReferenceStudy(),
          new SelfTrainingStudy(),
          new ExactnessStudy(),
          new GrpoStudy());

  private Studies() {}

  /**
   * All studies.
   *
   * @return the built-in ones and those on the class path
   * @throws InvalidInputException if one of the class path cannot be used
   */
  public static List<Study> all() {
    List<Study> all = new ArrayList<>(BUILT_IN);
    try {
      ServiceLoader.load(Study.class).forEach(all::add);
    } catch (ServiceConfigurationError e) {
      throw new InvalidInputException(
          "studies on the class path: must be usable: " + e.getMessage(), e);
    }
    return all;
  }

  /**
   * The figures of all studies.
   *
   * @return the figures by id, in order
   * @throws InvalidInputException if two have the same id
   */
  public static Map<String, FigureStudy> figures() {
    return byId("figure", Study::figures, FigureStudy::id);
  }

  /**
   * The claims of all studies.
   *
   * @return the claims by id, in the order of the ledger
   * @throws InvalidInputException if two have the same id
   */
  public static Map<String, Claim> claims() {
    return byId("claim", Study::claims, Claim::id);
  }

  /**
   * The claims of these names.
   *
   * @param ids the names; none for all claims
   * @return the claims, each once, in the order of the names
   * @throws InvalidInputException if a name is not known; the message suggests the nearest
   */
  public static List<Claim> claims(List<String> ids) {
    Map<String, Claim> known = claims();
    return ids.isEmpty()
        ? List.copyOf(known.values())
        : ids.stream()
            .distinct()
            .map(id -> known.get(Suggestions.require("claim", id, known.keySet())))
            .toList();
  }

  private static <T> Map<String, T> byId(
      String what, Function<Study, List<T>> parts, Function<T, String> id) {
    Map<String, T> all = new LinkedHashMap<>();
    for (Study study : all()) {
      for (T part : parts.apply(study)) {
        if (all.put(id.apply(part), part) != null) {
          throw new InvalidInputException(
              what + " " + id.apply(part) + " of " + study.getClass().getName() + ": is taken");
        }
      }
    }
    return all;
  }
}
