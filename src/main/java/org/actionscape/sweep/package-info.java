/**
 * Many experiments, resumable. Start with {@link org.actionscape.sweep.Sweep}, an experiment at
 * many settings.
 *
 * <p>Each of its cells is a {@link org.actionscape.sweep.Task}: a pure function of the text of its
 * settings, whose hash is its id. A {@link org.actionscape.sweep.SweepRunner} has an {@link
 * org.actionscape.sweep.Engine} compute those that a {@link org.actionscape.sweep.CellStore} lacks,
 * which holds each result in a file of its own: written in one step and once, so that a sweep may
 * be killed at any moment and its parts computed anywhere.
 */
package org.actionscape.sweep;
