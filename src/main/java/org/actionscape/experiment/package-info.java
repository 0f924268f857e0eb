/**
 * Experiments: validated settings, runs over seeds, and the tables they leave behind.
 *
 * <p>A figure is settings, then a run of every (seed, context) on its own, then tables: the long
 * one with a row a seed, method and recorded step, and a summary with 95 % intervals {@code mean -+
 * t s / sqrt(n)} over n seeds. Cells are pure functions of the settings and are combined in a fixed
 * order, so the bytes of the tables depend on neither threads nor machine.
 *
 * <p>A {@link org.actionscape.claim.Claim} is a sentence with an experiment that can refute it; the
 * {@link org.actionscape.claim.Ledger} holds what came out.
 *
 * <p>A {@link org.actionscape.sweep.Sweep} is an experiment at many settings. Its cells are pure
 * functions of their settings, whose hash names the file in a {@link
 * org.actionscape.sweep.SweepFolder}: written in one step and once, so that it may be killed at any
 * moment and its parts computed anywhere.
 */
package org.actionscape.experiment;
