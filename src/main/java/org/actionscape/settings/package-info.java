/**
 * Settings files: YAML to a checked tree to the records of {@code env}, {@code objective} and
 * {@code solver}.
 *
 * <p>{@link org.actionscape.settings.Registry} names every variant with what may be said of it, in
 * the words of {@link org.actionscape.settings.Schema}; an {@link
 * org.actionscape.settings.Extension} on the class path adds to it. Unknown or impossible settings
 * are refused in one sentence.
 */
package org.actionscape.settings;
