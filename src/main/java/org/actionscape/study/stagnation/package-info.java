/**
 * Asks why training without a bonus stands still, and for whom: the experiments, their drawings and
 * the claims about them.
 */
package org.actionscape.study.stagnation;
