package org.actionscape.demo;

import java.util.function.DoubleFunction;

/** The numbers of a scene, each with its slider. */
enum SliderSetting {
  ACTIONS(
      "Actions |A|",
      'A',
      Scale.decades(1, 12, 1, 1.5, 2, 3, 4, 5, 7),
      100_000,
      Numbers::whole,
      "How many actions each context (or step) has. 10^12 cost what 10^5 do: equal actions are one"
          + " class."),
  OPTIMAL(
      "Optimal actions n",
      'O',
      Scale.of(1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000),
      15,
      Numbers::whole,
      "How many actions of each context are right."),
  HORIZON(
      "Horizon H",
      'H',
      Scale.linear(1, 8, 1),
      2,
      Numbers::whole,
      "Tokens of a response; all of them must be right. For token sequences only."),
  DECOY(
      "Decoy odds",
      'D',
      Scale.linear(-1, 5, 0.25),
      3,
      Numbers::odds,
      "The odds of the wrong top action against all others together. For the Zipf start only."),
  LAMBDA(
      "Coefficient λ",
      'C',
      Scale.decades(-3, 0, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.3, 2.6, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9),
      0.05,
      Numbers::number,
      "The weight of the entropy bonus, at the start where a rule changes it."),
  SHARE(
      "Clamp share p",
      'M',
      Scale.of(
          0,
          0.2,
          0.5,
          0.7,
          0.8,
          0.9,
          0.95,
          0.97,
          0.98,
          0.99,
          0.995,
          0.997,
          0.998,
          0.999,
          0.9995,
          0.9998,
          0.9999,
          0.99999,
          0.999999,
          0.9999999,
          0.99999999,
          0.999999999),
      0.995,
      Numbers::number,
      "The share of the least likely actions that the clamped entropy leaves out."),
  TARGET(
      "Target entropy",
      'G',
      Scale.linear(0.25, 10, 0.25),
      4,
      Numbers::nats,
      "Where the rules AEnt (within a fifth) and SAC steer the entropy. For these two only."),
  STEP_SIZE(
      "Step size",
      'Z',
      Scale.decades(-1, 2, 1, 1.5, 2, 3, 4, 5, 7),
      2,
      Numbers::number,
      "The step size of the update in each context or prompt."),
  STEPS(
      "Number of steps",
      'B',
      Scale.of(400, 1000, 2000, 4000, 10_000, 20_000, 40_000, 100_000),
      4000,
      Numbers::whole,
      "How long to train."),
  SEED("Seed", 'E', Scale.linear(1, 50, 1), 1, Numbers::whole, "Another draw of the contexts.");

  /** There are not enough letters for all; Tab leads everywhere. */
  static final char NO_MNEMONIC = 0;

  final String label;
  final char mnemonic;
  final Scale scale;
  final double start;
  final String tip;
  private final DoubleFunction<String> format;

  SliderSetting(
      String label,
      char mnemonic,
      Scale scale,
      double start,
      DoubleFunction<String> format,
      String tip) {
    this.label = label;
    this.mnemonic = mnemonic;
    this.scale = scale;
    this.start = start;
    this.format = format;
    this.tip = tip;
  }

  /** The value for readers. */
  String text(double value) {
    return format.apply(value);
  }
}
