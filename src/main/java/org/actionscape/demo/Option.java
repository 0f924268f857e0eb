package org.actionscape.demo;

/** One of a few choices. */
interface Option {
  /** The choice for readers. */
  String label();
}
