/**
 * Asks what entropy in training does that a temperature does not: the experiments, their drawings
 * and the claims about them.
 */
package org.actionscape.study.temperature;
