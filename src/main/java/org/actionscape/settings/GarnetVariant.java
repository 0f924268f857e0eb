package org.actionscape.settings;

import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Whole;

/** The random discounted MDP. */
final class GarnetVariant {
  static final Variant<LongFunction<Environment>> VARIANT =
      new Variant<>(
          "garnet",
          "random discounted MDP: each action leads to b random states and pays a uniform reward",
          List.of(
              new Parameter("states", "number of states S", new Whole(1, 1_000_000), 20),
              new Parameter(
                  "actions", "number of actions |A| in each", new Whole(1, Integer.MAX_VALUE), 10),
              new Parameter(
                  "branching",
                  "number b of next states of an action, at most S",
                  new Whole(1, 1_000_000),
                  3),
              new Parameter("gamma", "discount factor", Real.SHARE, 0.9),
              BanditVariant.START),
          GarnetVariant::garnet);

  private GarnetVariant() {}

  private static LongFunction<Environment> garnet(Settings s) {
    return new Garnet(
            s.count("states"),
            s.count("actions"),
            s.count("branching"),
            s.real("gamma"),
            BanditVariant.STARTS.make(s.part("start")))
        ::process;
  }
}
