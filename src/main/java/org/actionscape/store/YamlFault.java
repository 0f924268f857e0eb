package org.actionscape.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.actionscape.check.Printable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * What is wrong with YAML text in plain words, and the line where people will find it: the parser
 * names where it noticed, often the line after.
 *
 * @param line the line, from 0
 * @param reason what is wrong there
 */
record YamlFault(int line, String reason) {
  /** For what has no words of its own. */
  static final String UNKNOWN = "it cannot be read";

  /** An escape of a character by its number. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\U([0-9a-fA-F]{8})");

  private static final Pattern NO_SPACE = Pattern.compile("\\s*(- +)*([\\w.\\[\\]]+:)[^\\s:/].*");
  private static final Pattern CHARACTER =
      Pattern.compile("found character '?(.).*", Pattern.DOTALL);

  /** The fault of which the parser knows nothing but that there is one; the line may be -1. */
  static YamlFault of(String text) {
    Matcher escape = ESCAPE.matcher(text);
    while (escape.find()) {
      if (Long.parseLong(escape.group(1), 16) > Character.MAX_CODE_POINT) {
        int line = (int) text.substring(0, escape.start()).chars().filter(c -> c == '\n').count();
        return new YamlFault(line, "no character has the number of " + escape.group());
      }
    }
    return new YamlFault(-1, UNKNOWN);
  }

  /** The list or map in brackets that is open at a place of the text, if one is. */
  private static Optional<Token> open(String text, Mark place) {
    Deque<Token> open = new ArrayDeque<>();
    try {
      ScannerImpl scanner = new ScannerImpl(new StreamReader(text), new LoaderOptions());
      while (scanner.checkToken()
          && scanner.peekToken().getStartMark().getIndex() < place.getIndex()) {
        Token token = scanner.getToken();
        switch (token.getTokenId()) {
          case FlowMappingStart, FlowSequenceStart -> open.push(token);
          case FlowMappingEnd, FlowSequenceEnd -> open.poll();
          default -> {}
        }
      }
    } catch (RuntimeException e) {
      // Nothing behind it was open.
    }
    return Optional.ofNullable(open.peek());
  }

  /** The fault that an exception of the parser reports. */
  static YamlFault of(MarkedYAMLException e, String text) {
    // As the parser counts lines.
    List<String> lines = text.lines().toList();
    String context = e.getContext() == null ? "" : e.getContext();
    String problem = e.getProblem() == null ? "" : e.getProblem();
    int found = line(e.getProblemMark(), 0);
    int begin = line(e.getContextMark(), found);
    if (problem.contains("could not find expected ':'")) {
      return new YamlFault(begin, noColon(at(lines, begin)));
    }
    if (problem.startsWith("mapping values are not allowed")) {
      int before = lastFilled(lines, found);
      if (NO_SPACE.matcher(at(lines, before)).matches()) {
        return new YamlFault(before, noColon(at(lines, before)));
      }
      return new YamlFault(
          found, "a second colon, or an indentation that differs from the lines above");
    }
    if (context.contains("quoted scalar")) {
      if (problem.contains("unexpected")) {
        return new YamlFault(begin, "a quote is not closed");
      }
      YamlFault number = of(text);
      return number.line() == found
          ? number
          : new YamlFault(found, "a \\ that begins no escape, single quotes leave it as it is");
    }
    Optional<Token> bracket =
        context.contains("a flow") ? open(text, e.getProblemMark()) : Optional.empty();
    if (bracket.isPresent()) {
      begin = line(bracket.get().getStartMark(), begin);
      String kind = bracket.get().getTokenId() == Token.ID.FlowMappingStart ? "{ map" : "[ list";
      return problem.contains("stream end") || found > begin
          ? new YamlFault(begin, "a " + kind + " that begins here is not closed, or lacks a comma")
          : new YamlFault(found, "a " + kind + " lacks a comma, or has one too many");
    }
    return new YamlFault(found, other(context, problem, at(lines, found), e.getProblemMark()));
  }

  private static String other(String context, String problem, String line, Mark mark) {
    if (problem.contains("\\t") || problem.contains("TAB") || line.startsWith("\t")) {
      return "a tab, indentation must be of spaces";
    }
    Matcher character = CHARACTER.matcher(problem);
    if (problem.contains("cannot start any token") && character.matches()) {
      return "a text that begins with " + character.group(1) + " must be in quotes";
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return "a - of a list must begin its line";
    }
    if (problem.startsWith("expected <block end>")) {
      boolean first = mark == null || line.substring(0, start(line, mark)).isBlank();
      return first ? "its indentation differs from the lines above" : "text after a value";
    }
    if (problem.contains("expected the node content")) {
      return "a value is missing";
    }
    if (problem.contains("<document start>")) {
      return "text after the end";
    }
    if (context.contains("an alias") || context.contains("an anchor")) {
      return "after & or * must come the name of a value, letters and digits";
    }
    if (context.contains("block scalar")) {
      return "text after | or > must begin in the next line";
    }
    if (context.contains("tag")) {
      return "tags, which begin with !, are not read";
    }
    return UNKNOWN;
  }

  private static String noColon(String line) {
    String shown = Printable.value(line.strip());
    return NO_SPACE.matcher(line).matches()
        ? shown + " lacks a space after its colon"
        : shown + " is no setting, like key: value";
  }

  private static int line(Mark mark, int otherwise) {
    return mark == null ? otherwise : mark.getLine();
  }

  /** A line, or as much of it as can matter. */
  private static String at(List<String> lines, int line) {
    String text = line < lines.size() ? lines.get(line) : "";
    return text.substring(0, Math.min(text.length(), 1000));
  }

  private static int start(String line, Mark mark) {
    return Math.min(line.length(), mark.getColumn());
  }

  /** The last line before one that has text. */
  private static int lastFilled(List<String> lines, int line) {
    int before = line - 1;
    while (before > 0
        && (at(lines, before).isBlank() || at(lines, before).strip().startsWith("#"))) {
      before--;
    }
    return Math.max(0, before);
  }
}
