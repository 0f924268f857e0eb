package org.actionscape.demo;

import java.util.OptionalDouble;
import org.actionscape.chart.Regularizer;

/**
 * The numbers of one run at one step.
 *
 * @param method the method
 * @param reward the expected return
 * @param entropy the entropy of the policy, nats
 * @param gradient the 1-norm of the return's gradient
 * @param bound its bound
 * @param coefficient lambda of the next update, where there is a bonus
 * @param solved the number of states whose best actions together are likelier than not
 * @param decided the number of states in which not every action is best
 */
record RunReadout(
    Regularizer method,
    double reward,
    double entropy,
    double gradient,
    double bound,
    OptionalDouble coefficient,
    long solved,
    long decided) {}
