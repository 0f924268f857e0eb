package org.actionscape.cli;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    System.out.println("actionscape");
  }
}
