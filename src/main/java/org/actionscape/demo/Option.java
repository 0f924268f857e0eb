package org.actionscape.demo;

import java.util.Optional;

/** One of a few choices. */
interface Option {
  /** The choice for readers. */
  String label();

  /** The part of an experiment that it settles, if other variants could stand there. */
  default Optional<Slot> slot() {
    return Optional.empty();
  }
}
