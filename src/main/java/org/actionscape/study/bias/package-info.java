/**
 * Asks what a bonus costs, against the number of actions, sparsity, horizon and coefficient: the
 * experiments, their drawings and the claims about them.
 */
package org.actionscape.study.bias;
