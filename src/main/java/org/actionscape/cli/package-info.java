/** The command line, {@code actionscape}: parsing, messages and exit codes; no mathematics. */
package org.actionscape.cli;
