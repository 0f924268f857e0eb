/**
 * Claims: sentences with an experiment that can refute them. The {@link
 * org.actionscape.claim.Ledger} holds what came out; {@link org.actionscape.claim.SharedRuns} are
 * the runs that several claims look at.
 */
package org.actionscape.claim;
