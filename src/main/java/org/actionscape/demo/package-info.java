/**
 * The teaching window, {@code actionscape demo}: model, view, presenter; no mathematics.
 *
 * <p>A {@link org.actionscape.demo.DemoSettings} is everything that the window's controls say. It
 * becomes one {@link org.actionscape.experiment.Experiment} a method, the same that {@code
 * actionscape run} reads from a file, so that the window's numbers are the command line's. A {@code
 * Session} holds the runs and belongs to the one thread of a {@code Worker}; what leaves it are
 * immutable {@code Snapshot}s with a finished drawing, which Swing's thread only paints. The {@code
 * Presenter} knows no Swing and is tested without a screen.
 */
package org.actionscape.demo;
