package org.actionscape.demo;

/** What the presenter asks of a window. Called on the window's own thread. */
interface View {
  /** Sets the controls. */
  void show(DemoSettings scene);

  /** Shows a lesson, numbered from 0. */
  void show(Lesson lesson, int number);

  /** Shows the runs. */
  void show(Snapshot snapshot);

  /** Says whether the runs are going on. */
  void running(boolean running);

  /** Says one sentence. */
  void say(String sentence);
}
