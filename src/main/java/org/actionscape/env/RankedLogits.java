package org.actionscape.env;

/**
 * The logits of a start policy by rank, most likely action first, as blocks of equal logits: block
 * b holds the ranks {@code ends[b-1]+1 .. ends[b]}.
 *
 * @param ends the last rank of each block, ascending, at least 1; not copied
 * @param logits the logit of each block, never ascending; not copied
 */
public record RankedLogits(long[] ends, double[] logits) {
  /**
   * The number of blocks.
   *
   * @return the number of blocks
   */
  int blocks() {
    return ends.length;
  }

  /**
   * The number of actions in a block.
   *
   * @param block the block
   * @return its number of ranks
   */
  long count(int block) {
    return block == 0 ? ends[0] : ends[block] - ends[block - 1];
  }
}
