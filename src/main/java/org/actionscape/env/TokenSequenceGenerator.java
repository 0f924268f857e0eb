package org.actionscape.env;

import java.util.Locale;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.math.Seeds;

/**
 * Draws token-sequence MDPs from settings and a seed. The tokens of step h of prompt p depend on
 * the seed, p and h alone, so a longer horizon or another number of prompts leaves them as they
 * are, and so do rewards, slips and the end-of-sequence token. States are ordered by prompt, step
 * and mistakes; with the end-of-sequence token as the last entry of each.
 */
public final class TokenSequenceGenerator {
  /** Tables of one double an entry that an environment and a run of it keep. */
  private static final int TABLES = 9;

  private final TokenSequenceSettings settings;
  private final Encoding encoding;

  /**
   * A generator.
   *
   * @param settings what to draw
   * @param encoding how to write it down
   */
  public TokenSequenceGenerator(TokenSequenceSettings settings, Encoding encoding) {
    this.settings = settings;
    this.encoding = encoding;
  }

  /**
   * Draws all prompts.
   *
   * @param seed the seed
   * @return an acyclic process with {@code settings.states()} states
   * @throws InvalidInputException if it cannot fit in memory
   */
  public DecisionProcess process(long seed) {
    int entries = requireMemory();
    DecisionProcess.Builder builder = new DecisionProcess.Builder(new Horizon.Acyclic(), entries);
    BanditGenerator[] steps = new BanditGenerator[settings.horizon()];
    for (int h = 0; h < steps.length; h++) {
      steps[h] = new BanditGenerator(settings.step(h), encoding);
    }
    int next = 0;
    for (int p = 0; p < settings.prompts(); p++) {
      long promptSeed = Seeds.split(seed, p);
      for (int h = 0; h < steps.length; h++) {
        ContextualBandit tokens = steps[h].draw(Seeds.split(promptSeed, h), p * steps.length + h);
        next += settings.mistakesAt(h) + 1;
        for (int m = 0; m <= settings.mistakesAt(h); m++) {
          builder.state(h == 0 ? 1.0 / settings.prompts() : 0);
          addTokens(builder, tokens, h, m, next);
        }
      }
    }
    return builder.build();
  }

  /**
   * Adds the tokens of a state.
   *
   * @param h the step
   * @param m the mistakes so far
   * @param next the first state of the next step
   */
  private void addTokens(
      DecisionProcess.Builder builder, ContextualBandit tokens, int h, int m, int next) {
    boolean last = h == settings.horizon() - 1;
    int more = Math.min(m + 1, settings.lostAt());
    int wrong = last ? end(builder) : builder.outcome(new int[] {next + more}, new double[] {1});
    int right = wrong;
    if (!last && more != m) {
      double slip = settings.slip();
      right = builder.outcome(new int[] {next + m, next + more}, new double[] {1 - slip, slip});
    }
    double rightPays = 0;
    double wrongPays = 0;
    if (settings.payment() == TokenSequenceSettings.Payment.PER_STEP) {
      rightPays = settings.credit(m) / settings.horizon();
    } else if (last) {
      wrongPays = settings.credit(more);
      rightPays = (1 - settings.slip()) * settings.credit(m) + settings.slip() * wrongPays;
    }
    ActionClasses classes = tokens.classes();
    double[] logits = tokens.startLogits().data;
    double[] isRight = tokens.rewards().data;
    for (int k = 0; k < classes.size(); k++) {
      boolean good = isRight[k] == 1;
      builder.actions(
          classes.multiplicity(k), logits[k], good ? rightPays : wrongPays, good ? right : wrong);
    }
    if (settings.ends()) {
      builder.actions(
          1, endLogit(classes, logits), last ? wrongPays : settings.end().reward(), end(builder));
    }
  }

  private static int end(DecisionProcess.Builder builder) {
    return builder.outcome(new int[] {Transitions.END}, new double[] {1});
  }

  /** The logit that gives the end-of-sequence token its probability beside the tokens. */
  private double endLogit(ActionClasses classes, double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double others = 0;
    for (int k = 0; k < logits.length; k++) {
      others += classes.multiplicity(k) * StrictMath.exp(logits[k] - max);
    }
    double p = settings.end().probability();
    return max + StrictMath.log(others) + StrictMath.log(p) - StrictMath.log1p(-p);
  }

  /** The number of entries, at most, if that many fit. */
  private int requireMemory() {
    boolean explicit = encoding == Encoding.EXPLICIT;
    double perState = 0;
    double entries = 0;
    for (int h = 0; h < settings.horizon(); h++) {
      BanditSettings step = settings.step(h);
      double tokens =
          explicit
              ? step.actions()
              : step.start().blocks(step.actions()) + (double) step.optimal() + 1;
      double ofState = Math.min(tokens, step.actions()) + (settings.ends() ? 1 : 0);
      perState = Math.max(perState, ofState);
      entries += ofState * (settings.mistakesAt(h) + 1) * settings.prompts();
    }
    String what =
        String.format(
            Locale.ROOT,
            "%d prompts x %d steps x %d tokens, %s: %d states x at most %.0f entries = %.0f entries",
            settings.prompts(),
            settings.horizon(),
            settings.tokens(),
            explicit ? "explicit" : "as classes",
            settings.states(),
            perState,
            entries);
    String remedy =
        explicit
            ? "use action classes, fewer prompts, steps or tokens, or a larger heap (-Xmx)"
            : "use a uniform or Zipf start, fewer prompts, steps or tokens, or a larger heap (-Xmx)";
    if (entries > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(what + ": must be at most 2^31; " + remedy);
    }
    HeapCheck.require(
        what + " x " + TABLES + " tables x 8 bytes", entries * TABLES * Double.BYTES, remedy);
    return (int) entries;
  }
}
