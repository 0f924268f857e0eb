/**
 * Asks what a divergence from a reference does beside entropy: the experiments, their drawings and
 * the claims about them.
 */
package org.actionscape.study.reference;
