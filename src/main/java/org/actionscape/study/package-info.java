/**
 * What a study is: a question, with the figures that show its answer and the claims that can be
 * refuted. Each question has a folder below, which knows no other.
 */
package org.actionscape.study;
