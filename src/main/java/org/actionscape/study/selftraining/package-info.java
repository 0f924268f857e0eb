/**
 * Asks whether a bonus keeps a policy from believing its own answers: the experiments, their
 * drawings and the claims about them.
 */
package org.actionscape.study.selftraining;
