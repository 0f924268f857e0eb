/**
 * Many experiments, resumable. A {@link org.actionscape.sweep.Sweep} is an experiment at many
 * settings. Its cells are pure functions of their settings, whose hash names the file in a {@link
 * org.actionscape.sweep.CellStore}: written in one step and once, so that it may be killed at any
 * moment and its parts computed anywhere.
 */
package org.actionscape.sweep;
