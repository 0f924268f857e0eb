/**
 * Settings files: YAML to a checked tree to the records of {@code env}, {@code objective} and
 * {@code solver}. Start with {@link org.actionscape.settings.Extension} to add something that
 * settings can name, with {@link org.actionscape.settings.Registry} to see what they can name.
 *
 * <p>Each {@link org.actionscape.settings.Variant} has {@link org.actionscape.settings.Parameter}s,
 * each with a {@link org.actionscape.settings.Schema} that checks the value and fills in defaults;
 * {@link org.actionscape.settings.Settings} are the checked values. Unknown or impossible settings
 * are refused in one sentence.
 */
package org.actionscape.settings;
