package org.actionscape.experiment;

/**
 * Actions of one state that are equally likely, at their places among all actions of the state.
 *
 * @param first the rank of the first of them, 1 for the likeliest action
 * @param last the rank of the last of them
 * @param logProbability the logarithm of the probability of each, nats
 * @param optimal whether they are best in this state, where not every action is
 */
public record RankedActions(double first, double last, double logProbability, boolean optimal) {}
