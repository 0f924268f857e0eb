/**
 * What is on disk: tables, intervals, YAML text, and folders that hold one whole result or none.
 *
 * <p>A {@link org.actionscape.store.Table} is text by rows, with numbers in nine digits; a {@link
 * org.actionscape.store.Result} is what a run leaves behind; an {@link
 * org.actionscape.store.OutputFolder} puts its files in place in one step, under a seal ({@link
 * org.actionscape.store.Checksums}). Bytes depend on neither threads nor machine.
 */
package org.actionscape.store;
