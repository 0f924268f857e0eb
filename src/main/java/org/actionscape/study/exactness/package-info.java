/**
 * Asks whether encodings and kernels give the same numbers: the experiments, their drawings and the
 * claims about them.
 */
package org.actionscape.study.exactness;
