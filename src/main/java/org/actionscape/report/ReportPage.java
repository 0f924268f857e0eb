package org.actionscape.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.actionscape.chart.DisplayFormat;
import org.actionscape.check.Printable;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Ledger;
import org.actionscape.claim.Verdict;
import org.actionscape.store.Table;

/**
 * Results as one HTML page that needs nothing else: no network, no script. Drawings are embedded as
 * pictures, so that the ids of one cannot meet those of another and nothing in them can run. The
 * bytes depend on the results alone.
 *
 * @param name what the page reports on
 * @param results experiments, in order
 * @param ledger claims, if there are any
 */
public record ReportPage(String name, List<ResultFolder> results, Optional<Ledger> ledger) {
  /** Longer tables are folded. */
  private static final int LONG = 16;

  /** Longer tables are not printed. */
  private static final int LONGEST_IN_PRINT = 40;

  /** What every page's title ends with. */
  private static final String TITLE = " · Actionscape report</title>";

  /** More bytes than come before the end of a title. */
  private static final int HEAD = 1 << 13;

  private static final Map<Verdict, String> PLURAL =
      Map.of(
          Verdict.HOLDS, "hold", Verdict.FAILS, "fail", Verdict.OUT_OF_SCOPE, "are out of scope");

  public ReportPage {
    results = List.copyOf(results);
  }

  /**
   * The page.
   *
   * @return HTML
   */
  public String html() {
    StringBuilder page = new StringBuilder();
    page.append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
            style-src 'unsafe-inline'">
            """)
        .append("<title>")
        .append(escape(name))
        .append(TITLE)
        .append("\n<style>\n")
        .append(style())
        .append(
            "</style>\n</head>\n<body>\n<header>\n<h1>Actionscape report</h1>\n<p class=\"soft\">")
        .append(escape(counts()))
        .append(" in <code>")
        .append(escape(name))
        .append("</code></p>\n</header>\n");
    contents(page);
    page.append("<main>\n");
    IntStream.range(0, results.size()).forEach(i -> result(page, i, results.get(i)));
    ledger.ifPresent(claims -> claims(page, claims));
    reproduction(page);
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  /**
   * Whether a file is such a page, of any version.
   *
   * @param file a regular file
   * @return true if its title says so
   * @throws IOException if it cannot be read
   */
  public static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.startsWith("<!DOCTYPE html>") && head.contains(TITLE);
    }
  }

  private String counts() {
    List<String> counts = new ArrayList<>();
    if (!results.isEmpty()) {
      counts.add(count(results.size(), "experiment"));
    }
    ledger.ifPresent(claims -> counts.add(count(claims.entries().size(), "claim")));
    return String.join(" and ", counts);
  }

  private void contents(StringBuilder page) {
    page.append("<nav aria-label=\"Contents\">\n<ul>\n");
    for (int i = 0; i < results.size(); i++) {
      link(page, "result-" + i, results.get(i).id());
    }
    ledger.ifPresent(claims -> link(page, "claims", "Claims"));
    link(page, "reproduce", "How to reproduce");
    page.append("</ul>\n</nav>\n");
  }

  private static void link(StringBuilder page, String anchor, String text) {
    page.append("<li><a href=\"#").append(anchor).append("\">");
    page.append(escape(text)).append("</a></li>\n");
  }

  private static void result(StringBuilder page, int index, ResultFolder result) {
    page.append("<section class=\"result\" id=\"result-").append(index).append("\">\n<h2>");
    page.append(escape(result.id())).append("</h2>\n");
    paragraph(page, sentence(result.description()));
    if (result.drawing().isPresent()) {
      page.append("<figure><img alt=\"").append(escape(result.caption()));
      page.append("\" src=\"data:image/svg+xml;base64,");
      page.append(Base64.getEncoder().encodeToString(result.drawing().get()));
      page.append("\"></figure>\n");
    } else {
      paragraph(page, result.caption());
    }
    page.append("<h3>Summary</h3>\n");
    int rows = result.summary().rows();
    folded(
        page,
        count(rows, "row"),
        rows > LONG,
        () -> printed(page, rows, "summary.csv", () -> table(page, result.summary())));
    page.append("<h3>Settings</h3>\n");
    int settings = result.settings().size();
    folded(
        page,
        count(settings, "setting"),
        true,
        () -> printed(page, settings, "settings.yaml", () -> settings(page, result)));
    page.append("<h3>How to reproduce</h3>\n<pre><code>").append(escape(command(result)));
    page.append("</code></pre>\n<p class=\"soft\">");
    page.append(escape(result.version().isEmpty() ? "" : "Version " + result.version() + ". "));
    page.append("All numbers that were kept are in <code>data.csv</code>: ");
    page.append(count(result.data().rows(), "row")).append(" of <code>");
    page.append(escape(String.join(", ", result.data().columns())));
    page.append("</code>.</p>\n</section>\n");
  }

  private static void paragraph(StringBuilder page, String text) {
    if (!text.isEmpty()) {
      page.append("<p>").append(escape(text)).append("</p>\n");
    }
  }

  private static String sentence(String text) {
    return text.isEmpty()
        ? ""
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private static void folded(StringBuilder page, String heading, boolean fold, Runnable content) {
    page.append(fold ? "<details><summary>" + heading + "</summary>\n" : "");
    content.run();
    page.append(fold ? "</details>\n" : "");
  }

  /** A table that scrolls; on paper, only where it is if it is long. */
  private static void printed(StringBuilder page, int rows, String file, Runnable table) {
    boolean tooLong = rows > LONGEST_IN_PRINT;
    if (tooLong) {
      page.append("<p class=\"paper\">The ").append(rows).append(" rows are in <code>");
      page.append(file).append("</code>.</p>\n");
    }
    page.append("<div class=\"scroll").append(tooLong ? " screen" : "").append("\">\n");
    table.run();
    page.append("</div>\n");
  }

  /** A column, with the two that hold its interval if there are such. */
  private record Column(String name, String low, String high) {
    static List<Column> of(Table table) {
      Set<String> all = new LinkedHashSet<>(table.columns());
      Function<String, String> prefix = name -> name.equals("mean") ? "" : name + "_";
      List<Column> columns =
          table.columns().stream()
              .map(
                  name -> new Column(name, prefix.apply(name) + "low", prefix.apply(name) + "high"))
              .map(c -> all.containsAll(List.of(c.low, c.high)) ? c : new Column(c.name, "", ""))
              .toList();
      Set<String> ends =
          columns.stream()
              .flatMap(c -> List.of(c.low, c.high).stream())
              .collect(Collectors.toSet());
      return columns.stream().filter(c -> !ends.contains(c.name)).toList();
    }

    String cell(Table table, int row) {
      return low.isEmpty()
          ? DisplayFormat.of(table.text(row, name))
          : DisplayFormat.interval(
              table.text(row, name), table.text(row, low), table.text(row, high));
    }

    String kind(Table table) {
      boolean number =
          table.distinct(name).stream()
              .allMatch(c -> c.isEmpty() || DisplayFormat.parse(c) != null);
      return number ? " class=\"number\"" : "";
    }
  }

  private static void table(StringBuilder page, Table table) {
    List<Column> columns = Column.of(table);
    List<String> kinds = columns.stream().map(column -> column.kind(table)).toList();
    page.append("<table class=\"results\">\n<thead><tr>");
    for (int i = 0; i < kinds.size(); i++) {
      page.append("<th").append(kinds.get(i)).append('>');
      page.append(escape(columns.get(i).name().replace('_', ' '))).append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < table.rows(); row++) {
      page.append("<tr>");
      for (int i = 0; i < kinds.size(); i++) {
        page.append("<td").append(kinds.get(i)).append('>');
        page.append(escape(columns.get(i).cell(table, row))).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  private static void settings(StringBuilder page, ResultFolder result) {
    page.append("<table class=\"settings\">\n<tbody>\n");
    result
        .settings()
        .forEach(
            (name, value) ->
                page.append("<tr><td><code>")
                    .append(escape(name))
                    .append("</code></td><td>")
                    .append(escape(value))
                    .append("</td></tr>\n"));
    page.append("</tbody>\n</table>\n");
  }

  private static void claims(StringBuilder page, Ledger ledger) {
    page.append("<section class=\"result\" id=\"claims\">\n<h2>Claims</h2>\n<p>");
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long number = ledger.entries().stream().filter(e -> e.verdict() == verdict).count();
      if (number > 0) {
        counts.add(number + " " + (number == 1 ? verdict : PLURAL.get(verdict)));
      }
    }
    page.append(escape(String.join(", ", counts))).append(".</p>\n");
    for (Ledger.Entry entry : ledger.entries()) {
      page.append("<details class=\"claim\"><summary>").append(badge(entry.verdict()));
      page.append(" <strong>").append(escape(entry.claim().id())).append("</strong>");
      page.append("<span class=\"sentence\">").append(escape(entry.claim().sentence()));
      page.append("</span></summary>\n");
      if (!entry.claim().source().isEmpty()) {
        paragraph(page, "Source: " + entry.claim().source() + ".");
        paragraph(page, "Experiment: " + entry.claim().experiment() + ".");
      }
      printed(page, entry.findings().size(), "ledger.csv", () -> findings(page, entry.findings()));
      page.append("</details>\n");
    }
    page.append("</section>\n");
  }

  private static void findings(StringBuilder page, List<Finding> findings) {
    page.append("<table class=\"findings\">\n<thead><tr><th>setting</th>");
    page.append("<th>verdict</th><th>evidence</th></tr></thead>\n<tbody>\n");
    for (Finding finding : findings) {
      page.append("<tr><td>").append(escape(finding.setting())).append("</td><td>");
      page.append(badge(finding.verdict())).append("</td><td>");
      page.append(escape(finding.describe())).append("</td></tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  private static String badge(Verdict verdict) {
    String kind = verdict.toString().replace(' ', '-');
    return "<span class=\"verdict " + kind + "\">" + escape(verdict.toString()) + "</span>";
  }

  private void reproduction(StringBuilder page) {
    page.append(
        "<section id=\"reproduce\">\n<h2>How to reproduce</h2>\n<p>In a checkout of Actionscape");
    String versions =
        results.stream()
            .map(ResultFolder::version)
            .filter(version -> !version.isEmpty())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    page.append(escape(versions.isEmpty() ? "" : " " + versions));
    page.append(", with a JDK 17 or newer and Maven");
    boolean files = results.stream().anyMatch(result -> !result.command().get(0).equals("figure"));
    page.append(files ? "; paths start in the reported folder:" : ":");
    page.append("</p>\n<pre><code>");
    results.forEach(result -> page.append(escape(command(result))).append('\n'));
    ledger.ifPresent(
        claims ->
            page.append(
                    escape(
                        claims.entries().stream()
                            .map(entry -> " " + entry.claim().id())
                            .collect(Collectors.joining("", "./actionscape verify", ""))))
                .append('\n'));
    page.append(
        "</code></pre>\n<p class=\"soft\">The same version and settings give the same bytes in");
    page.append(" every CSV, YAML and SVG file, on any machine and any number of threads.");
    page.append(
        ledger.isEmpty()
            ? ""
            : " A ledger does not say whether it was made with <code>--quick</code>, which makes"
                + " other numbers.");
    page.append("</p>\n</section>\n");
  }

  private static String command(ResultFolder result) {
    return result.command().stream()
        .map(Printable::argument)
        .collect(Collectors.joining(" ", "./actionscape ", ""));
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Text of others for HTML: neither a reader nor a terminal is led astray by what is unseen. */
  private static String escape(String text) {
    return Printable.whole(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
