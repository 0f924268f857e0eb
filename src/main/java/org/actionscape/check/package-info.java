/**
 * Checks of arguments and what is thrown where they fail: one sentence that says what, where and
 * the permitted range, printable on any terminal. Start with {@link org.actionscape.check.Checks}.
 */
package org.actionscape.check;
