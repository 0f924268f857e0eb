/**
 * Asks what the bonus does to training from samples, constant or adaptive: the experiments, their
 * drawings and the claims about them.
 */
package org.actionscape.study.grpo;
