import java.util.List;
import org.actionscape.env.*;
import org.actionscape.objective.Objective;
import org.actionscape.solver.*;

public class ThreeSolvers {
  public static void main(String[] args) {
    var ranks = OptimalRanks.aligned(0.2).nearMiss(0.2)
        .ranks(2, 20, 15_000).decoyLogOdds(2.5, 3.5);
    var settings = new BanditSettings(25, 100_000, 15)
        .withStart(new ZipfStart(1.2)).withRanks(ranks);
    var bandit = new BanditGenerator(settings, Encoding.CLASSES).bandit(1);
    for (var objective : List.of(Objective.expectedReturn(),
        Objective.withEntropy(0.11), Objective.withClampedEntropy(0.11, 0.995))) {
      var run = new Run(bandit, objective, GradientAscent.perContext(2, bandit));
      run.steps(1000).limit(5).forEach(System.out::println);
    }
  }
}
