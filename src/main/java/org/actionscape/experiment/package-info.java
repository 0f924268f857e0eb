/**
 * One experiment at many seeds: from its settings to the tables it leaves behind. Start with {@link
 * org.actionscape.experiment.Experiment}.
 *
 * <p>What its file may say is in {@link org.actionscape.experiment.ExperimentSchema}, what its
 * tables hold in {@link org.actionscape.experiment.RunTables}; a viewer takes a run step by step as
 * an {@link org.actionscape.experiment.ObservedRun}. What figures share stands here too, such as
 * the bandits of {@link org.actionscape.experiment.SeededBandits}.
 *
 * <p>The run of each seed is a pure function of the settings and they are combined in a fixed
 * order, so the bytes of the tables depend on neither threads nor machine: a long table with one
 * row per seed, method and recorded step, and a summary with 95 % intervals {@code mean -+ t s /
 * sqrt(n)} over n seeds.
 */
package org.actionscape.experiment;
