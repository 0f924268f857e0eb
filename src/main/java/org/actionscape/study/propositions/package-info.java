/**
 * Asks how far the propositions and lemmas of the paper hold: the experiments, their drawings and
 * the claims about them.
 */
package org.actionscape.study.propositions;
