package org.actionscape.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Notices;
import org.actionscape.check.Printable;
import org.actionscape.check.Suggestions;
import org.actionscape.math.PolicyKernels;
import org.actionscape.store.FileFailure;
import org.actionscape.store.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Results go to standard output, progress and complaints to standard error. Exit
 * codes: 0 done, 1 a claim or run failed, 2 bad usage or input (one line that says what, where and
 * the permitted range), 130 interrupted.
 */
@Command(
    name = "actionscape",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    description =
        "What entropy does to policy gradients when the action space is huge and good actions are"
            + " rare.",
    subcommands = {
      FigureCommand.class,
      RunCommand.class,
      SweepCommand.class,
      MergeCommand.class,
      ListCommand.class,
      EvaluateCommand.class,
      VerifyCommand.class,
      ReportCommand.class,
      DemoCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 a claim or run failed, 2 bad usage or input, 130 interrupted.",
      "Example: actionscape figure figure-1 --out plots"
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals(DemoCommand.NAME)) {
      System.setProperty("java.awt.headless", "true");
    }
    // Numbers have the same digits, and words the same capitals, wherever the user lives.
    Locale.setDefault(Locale.ROOT);
    Notices.to(notice -> System.err.println("actionscape: " + Printable.line(notice)));
    int code = run(new Output(new FileOutputStream(FileDescriptor.out)), System.err, arguments);
    drain();
    System.exit(code);
  }

  /** Runs one command; to write no result, for lack of room, is a failure too. */
  static int run(Output results, OutputStream complaints, String... arguments) {
    PrintWriter out = writer(results, "stdout.encoding");
    PrintWriter err = writer(complaints, "stderr.encoding");
    int code = run(out, err, arguments);
    out.flush();
    Optional<IOException> failure = results.failure();
    // Who reads no more, as head does after its lines, has what he wanted.
    if (failure.isEmpty() || Output.isClosedPipe(failure.get())) {
      return code;
    }
    err.println(
        "actionscape: standard output: must take the results, could not be written ("
            + FileFailure.reason(failure.get())
            + ")");
    return code == 0 ? FAILED : code;
  }

  private static PrintWriter writer(OutputStream out, String encoding) {
    String name = System.getProperty(encoding, Charset.defaultCharset().name());
    return new PrintWriter(new OutputStreamWriter(out, Charset.forName(name)), true);
  }

  /**
   * Waits until the launcher's filter of standard error, a child of this process, has passed on
   * everything, so that whoever waits for this process can read it.
   */
  private static void drain() {
    System.err.flush();
    if (Boolean.getBoolean("actionscape.filtered")) {
      System.err.close();
      ProcessHandle.current()
          .children()
          .forEach(child -> child.onExit().completeOnTimeout(null, 2, TimeUnit.SECONDS).join());
    }
  }

  /** Runs one command. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            // A file's name may begin with @, and a file of arguments could be endless.
            .setExpandAtFiles(false)
            .registerConverter(Path.class, Main::path)
            .setParameterExceptionHandler(
                (e, args) -> complain(e.getCommandLine(), e, List.of(args)))
            .setExecutionExceptionHandler((e, failed, parsed) -> explain(e, failed.getErr()));
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return explainDefect(e, err);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "command: must be one of " + names() + "; see actionscape --help");
  }

  private String names() {
    return String.join(", ", spec.subcommands().keySet());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(FileFailure.sentence(e));
    }
  }

  private static int complain(CommandLine command, ParameterException e, List<String> arguments) {
    String message = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
    if (e instanceof UnmatchedArgumentException unmatched) {
      Set<String> commands = command.getSubcommands().keySet();
      String first = unmatched.getUnmatched().get(0);
      if (first.startsWith("-")) {
        Set<String> options = command.getCommandSpec().optionsMap().keySet();
        message += "; did you mean " + Suggestions.of(first, options) + "?";
      } else if (!commands.isEmpty()) {
        message = Suggestions.complaint("command", first, commands);
      } else if (arguments.stream().takeWhile(a -> !a.equals(first)).anyMatch("--set"::equals)) {
        message += "; a value of --set that has spaces must be in quotes";
      }
    }
    command
        .getErr()
        .println(Printable.line(command.getCommandSpec().qualifiedName() + ": " + message));
    return BAD_INPUT;
  }

  private static int explain(Exception e, PrintWriter err) {
    if (e instanceof InvalidInputException) {
      err.println("actionscape: " + Printable.line(e.getMessage()));
      return BAD_INPUT;
    }
    if (e instanceof DivergedException) {
      err.println("actionscape: " + Printable.line(e.getMessage()));
      return FAILED;
    }
    if (e instanceof CancellationException) {
      err.println("actionscape: interrupted");
      return INTERRUPTED;
    }
    if (e instanceof InvalidPathException path) {
      err.println("actionscape: " + Printable.line(FileFailure.sentence(path)));
      return BAD_INPUT;
    }
    if (e instanceof IOException io) {
      err.println("actionscape: " + Printable.line(FileFailure.sentence(io)));
      return FAILED;
    }
    if (e instanceof UncheckedIOException io) {
      err.println("actionscape: " + Printable.line(FileFailure.sentence(io.getCause())));
      return FAILED;
    }
    return explainDefect(e.getCause() instanceof Error error ? error : e, err);
  }

  /** What should not happen: in an extension it is named, in this project it is traced. */
  private static int explainDefect(Throwable e, PrintWriter err) {
    Optional<StackTraceElement> origin =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> Catalogue.isOfExtension(frame.getClassName()))
            .findFirst();
    if (e instanceof OutOfMemoryError) {
      err.println(
          "actionscape: does not fit in memory; use fewer states, classes of actions or a"
              + " larger heap (JDK_JAVA_OPTIONS=-Xmx...)");
    } else if (origin.isPresent()) {
      String what = e.toString().replaceAll("\\s*\\R\\s*", " ");
      err.println(
          Printable.line("actionscape: an extension failed: " + what + " (" + origin.get() + ")"));
    } else {
      e.printStackTrace(err);
    }
    return FAILED;
  }

  /** The version and the kernel in use. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "actionscape " + Version.build(),
        "kernel: " + PolicyKernels.get().name(),
        "java: " + System.getProperty("java.runtime.version")
      };
    }
  }
}
