/**
 * Asks whether Figure 1 of the paper can be reproduced: the experiments, their drawings and the
 * claims about them.
 */
package org.actionscape.study.figure1;
