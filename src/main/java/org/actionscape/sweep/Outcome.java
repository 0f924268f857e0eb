package org.actionscape.sweep;

import java.util.Map;

/**
 * How a cell ended.
 *
 * @param checksum that of its result
 * @param metrics the final metrics; none if it diverged
 * @param failure why it diverged, or an empty text
 */
record Outcome(String checksum, Map<String, Double> metrics, String failure) {
  boolean failed() {
    return !failure.isEmpty();
  }
}
