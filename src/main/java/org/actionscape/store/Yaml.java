package org.actionscape.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings as YAML text, the same on every JDK. Texts are in quotes wherever a reader of YAML 1.1
 * or 1.2 might take them for something else: {@code "1.10"}, {@code "no"}, {@code "2026-11-25"}.
 */
public final class Yaml {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                  .stringQuotingChecker(new Ambiguous())
                  .build())
          .registerModule(new SimpleModule().addSerializer(Double.class, new Shortest()));

  private Yaml() {}

  public static String write(Map<String, ?> settings) {
    try {
      return MAPPER.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What would not be read as a text everywhere. */
  private static final class Ambiguous extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;

    /** Beside the words that Jackson knows: numbers in any notation, of the hour too, and dates. */
    private static final Pattern NO_TEXT =
        Pattern.compile(
            "[-+]?[0-9_]*\\.?[0-9_]*([eE][-+]?[0-9_]*)?"
                + "|[-+]?0[xXoObB][0-9a-fA-F_]*"
                + "|[-+]?[0-9_]+(:[0-9_]+){1,9}(\\.[0-9_]*)?"
                + "|[-+]?\\.(inf|Inf|INF|nan|NaN|NAN)"
                + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?"
                + "|<<|=");

    /** The writer would leave these as they are, and readers take some of them for line breaks. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\u2028\\u2029&&[^\n]]");

    @Override
    public boolean needToQuoteName(String name) {
      return super.needToQuoteName(name) || isAmbiguous(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value) || isAmbiguous(value);
    }

    private static boolean isAmbiguous(String text) {
      return NO_TEXT.matcher(text).matches() || INVISIBLE.matcher(text).find();
    }
  }

  /**
   * Double.toString gives other digits before JDK 19 than since; this writer never does. Readers of
   * YAML 1.1 see a number only where the exponent has a sign.
   */
  private static final class Shortest extends JsonSerializer<Double> {
    @Override
    public void serialize(
        Double value, com.fasterxml.jackson.core.JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(NumberOutput.toString(value, true).replaceFirst("E(?=[0-9])", "E+"));
    }
  }
}
