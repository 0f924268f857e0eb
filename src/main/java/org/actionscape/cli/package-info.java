/**
 * The command line, {@code actionscape}: parsing, messages and exit codes; no mathematics. Start
 * with {@link org.actionscape.cli.Main}; each command has a class of its own.
 */
package org.actionscape.cli;
