package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The example plug-in, compiled and on the class path of a process of its own. */
public final class PlugIn {
  /** Its folder. */
  public static final Path FOLDER = Path.of("examples", "plugin");

  /** Where a jar names its extensions. */
  public static final String SERVICE = "META-INF/services/org.actionscape.settings.Extension";

  /** What a process did. */
  public record Output(int exit, List<String> out, List<String> err) {}

  private PlugIn() {}

  /** Compiles the plug-in into a folder of classes. */
  public static void compile(Path classes) throws IOException {
    compile(FOLDER.resolve("src"), classes);
  }

  /** Compiles a plug-in, its sources and its service file, into a folder of classes. */
  public static void compile(Path source, Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
    try (Stream<Path> sources = Files.walk(source)) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, errors);
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.copy(source.resolve(SERVICE), classes.resolve(SERVICE));
  }

  /** Runs a main class with a plug-in; what it prints is kept in a folder. */
  public static Output run(Path folder, Path classes, String main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path") + File.pathSeparator + classes);
    command.add(main);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended);
    return new Output(
        process.exitValue(),
        Files.readAllLines(folder.resolve("out")),
        Files.readAllLines(folder.resolve("err")));
  }
}
