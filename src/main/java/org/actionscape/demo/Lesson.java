package org.actionscape.demo;

/**
 * One claim, to be seen in one run and tested by another.
 *
 * @param title a few words
 * @param claim the claim, one sentence
 * @param text why it holds
 * @param see what to look at while it runs
 * @param scene the settings
 * @param trial what to change then, and what it shows
 * @param changed the settings after that change
 */
record Lesson(
    String title,
    String claim,
    String text,
    String see,
    DemoSettings scene,
    String trial,
    DemoSettings changed) {}
