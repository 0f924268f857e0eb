package org.actionscape.demo;

import java.util.Optional;

/** What every method maximises beside its bonus, where it is no {@link Variant}. */
enum Addition implements Option {
  NOTHING;

  @Override
  public String label() {
    return "nothing else";
  }

  @Override
  public Optional<Slot> slot() {
    return Optional.of(Slot.TERM);
  }
}
