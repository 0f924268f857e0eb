/**
 * Asks how a coefficient is to be tuned, and whether it should decay: the experiments, their
 * drawings and the claims about them.
 */
package org.actionscape.study.coefficient;
