package org.actionscape.env;

import java.util.Arrays;

/** A growing row of ints. */
final class IntBuffer {
  private int[] array;
  private int size;

  IntBuffer(int capacity) {
    array = new int[capacity];
  }

  int size() {
    return size;
  }

  int get(int index) {
    return array[index];
  }

  void add(int value) {
    if (size == array.length) {
      array = Arrays.copyOf(array, Math.addExact(size, (size >> 1) + 8));
    }
    array[size++] = value;
  }

  /** The row, not to be modified: without a copy if it fills its room. */
  int[] toArray() {
    return size == array.length ? array : Arrays.copyOf(array, size);
  }

  /** A copy of the row with one number more. */
  int[] toArray(int last) {
    int[] longer = Arrays.copyOf(array, size + 1);
    longer[size] = last;
    return longer;
  }
}
