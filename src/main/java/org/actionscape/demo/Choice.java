package org.actionscape.demo;

/** One of the choices for a part of an experiment. */
interface Choice {
  /** What it is a choice for. */
  ComponentKind slot();

  /** The choice for readers. */
  String label();

  /** The same with all that no slider shows. */
  String describe();

  /** That part of an experiment, as settings files have it. */
  Object part(DemoSettings scene);
}
