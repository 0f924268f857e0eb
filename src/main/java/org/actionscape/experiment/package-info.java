/**
 * One experiment at many seeds: from its settings to the tables it leaves behind.
 *
 * <p>Settings, then a run of every (seed, context) on its own, then tables: the long one with a row
 * a seed, method and recorded step, and a summary with 95 % intervals {@code mean -+ t s / sqrt(n)}
 * over n seeds. Cells are pure functions of the settings and are combined in a fixed order, so the
 * bytes of the tables depend on neither threads nor machine.
 */
package org.actionscape.experiment;
