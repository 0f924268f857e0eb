package org.actionscape.env;

import java.util.Arrays;

/** A growing row of doubles. */
final class DoubleBuffer {
  private double[] array;
  private int size;

  DoubleBuffer(int capacity) {
    array = new double[capacity];
  }

  int size() {
    return size;
  }

  /** How many it holds before it must grow. */
  int capacity() {
    return array.length;
  }

  double get(int index) {
    return array[index];
  }

  void add(double value) {
    if (size == array.length) {
      array = Arrays.copyOf(array, Math.addExact(size, (size >> 1) + 8));
    }
    array[size++] = value;
  }

  /** The row, not to be modified: without a copy if it fills its room. */
  double[] toArray() {
    return size == array.length ? array : Arrays.copyOf(array, size);
  }
}
