package org.actionscape.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.actionscape.catalogue.Studies;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Checksums;
import org.actionscape.store.InputText;
import org.actionscape.store.Result;
import org.actionscape.store.ResultKind;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;

/**
 * What an experiment left behind, read again: of a figure, a run or a sweep.
 *
 * @param id its name
 * @param description what it shows, one sentence; empty if only its files know
 * @param caption what stands below its drawing; empty if there is none
 * @param settings all other settings by path, like {@code start.kind}, in the order of their file
 * @param command what makes it again, after the name of the program
 * @param version the version that made it; empty if its settings do not say
 * @param data the long table
 * @param summary the short one
 * @param drawing the SVG, if there is one
 */
public record ResultFolder(
    String id,
    String description,
    String caption,
    Map<String, String> settings,
    List<String> command,
    String version,
    Table data,
    Table summary,
    Optional<byte[]> drawing) {
  private static final String DATA = "data.csv";
  private static final String SUMMARY = "summary.csv";
  private static final String DRAWING = "figure.svg";
  private static final int MOST_OF_A_DRAWING = 1 << 26;

  /**
   * Whether a folder holds results, whole or not.
   *
   * @param folder any path
   * @return true if at least one of the files is there
   */
  public static boolean is(Path folder) {
    return Stream.of(DATA, SUMMARY, Result.SETTINGS, DRAWING)
        .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /**
   * Reads a folder.
   *
   * @param folder the folder
   * @param shown its path as commands are to give it
   * @return what is in it
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file is missing or is not what it should be
   */
  public static ResultFolder read(Path folder, String shown) throws IOException {
    for (String name : List.of(DATA, SUMMARY, Result.SETTINGS)) {
      require(folder.resolve(name));
    }
    Checksums.require(folder);
    ObjectNode settings = SettingsFile.read(folder.resolve(Result.SETTINGS)).root();
    String figure = settings.path("figure").asText("");
    if (!settings.has("experiment") && ResultKind.hasCells(folder)) {
      throw new InvalidInputException(
          folder + ": must hold one result, holds cells of a sweep beside another result");
    }
    Path drawing = folder.resolve(DRAWING);
    if (!figure.isEmpty()) {
      require(drawing);
    }
    if (Files.exists(drawing)) {
      InputText.require(drawing, "an SVG file", MOST_OF_A_DRAWING);
    }
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", settings, flat);
    flat.remove("caption");
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new ResultFolder(
        figure.isEmpty() ? settings.path("name").asText(name) : figure,
        description(figure),
        settings.path("caption").asText(""),
        flat,
        command(settings, shown),
        settings.path("version").asText(""),
        Table.read(folder.resolve(DATA)),
        Table.read(folder.resolve(SUMMARY)),
        Files.isRegularFile(drawing) ? Optional.of(Files.readAllBytes(drawing)) : Optional.empty());
  }

  private static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": must be there, beside the other files of its experiment");
    }
  }

  private static String description(String figure) {
    FigureStudy known = Studies.figures().get(figure);
    return known == null ? "" : known.description();
  }

  /** Figures come from their options; of a run or a sweep, the settings are a file to run again. */
  private static List<String> command(ObjectNode settings, String shown) {
    if (settings.has("figure")) {
      return Stream.concat(
              Stream.of("figure", settings.get("figure").asText()),
              StreamSupport.stream(settings.path(Result.OPTIONS).spliterator(), false)
                  .map(JsonNode::asText))
          .toList();
    }
    String file = (shown.isEmpty() ? "" : shown + "/") + Result.SETTINGS;
    return List.of(settings.has("experiment") ? "sweep" : "run", file);
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    boolean ofValues =
        node.isArray()
            && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isValueNode);
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  flatten(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      flat));
    } else if (node.isArray() && !ofValues) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), flat);
      }
    } else if (ofValues) {
      flat.put(
          path,
          String.join(
              ", ",
              StreamSupport.stream(node.spliterator(), false).map(ResultFolder::text).toList()));
    } else {
      flat.put(path, text(node));
    }
  }

  /** Doubles in the digits of tables, which are the same on every JDK. */
  private static String text(JsonNode node) {
    return node.isDouble() && Double.isFinite(node.doubleValue())
        ? Table.format(node.doubleValue())
        : node.asText();
  }
}
