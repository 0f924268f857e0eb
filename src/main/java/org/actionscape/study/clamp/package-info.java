/**
 * Asks what clamping the entropy buys: the experiments, their drawings and the claims about them.
 */
package org.actionscape.study.clamp;
