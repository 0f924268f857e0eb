package org.actionscape.env;

/** How a generator writes the same environment down. */
public enum Encoding {
  /** One entry a class of actions that behave alike, with its multiplicity. */
  CLASSES,
  /** One entry an action. */
  EXPLICIT
}
