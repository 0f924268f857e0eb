/**
 * What is on disk: tables, intervals, YAML text, and folders that hold one whole result or none.
 * Start with {@link org.actionscape.store.Table} and {@link org.actionscape.store.Result}, which is
 * what a run leaves behind.
 *
 * <p>A table is written by rows, with numbers in nine digits; an {@link
 * org.actionscape.store.OutputFolder} puts the files of a result in place in one step, under a seal
 * ({@link org.actionscape.store.Checksums}); {@link org.actionscape.store.SettingsFile} reads the
 * settings of all of them. Bytes depend on neither threads nor machine.
 */
package org.actionscape.store;
