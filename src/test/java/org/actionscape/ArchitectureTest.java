package org.actionscape;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.actionscape.study.Study;

/**
 * The map of packages. Each may use those to the right of its name and no others; the ground floor
 * comes first.
 */
@AnalyzeClasses(packages = "org.actionscape", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Map<String, String> MAP =
      Map.ofEntries(
          entry("check", ""),
          entry("math", "check"),
          entry("env", "check math"),
          entry("objective", "check math env"),
          entry("solver", "check math env objective"),
          entry("theory", "check math env objective"),
          entry("store", "check"),
          // A drawing sees tables, never a live run.
          entry("chart", "check store"),
          entry("settings", "check env objective solver store"),
          entry("experiment", "check math env objective solver theory store settings"),
          entry("sweep", "check store settings experiment"),
          entry("claim", "check store experiment"),
          entry(
              "study",
              "check math env objective solver theory store chart settings experiment claim"),
          entry("catalogue", "check settings experiment claim study"),
          entry("report", "check store chart settings claim study catalogue"),
          // What the window computes is in the layers below.
          entry("demo", "check solver theory store chart experiment catalogue"),
          entry(
              "cli", "check math store chart experiment sweep claim study catalogue report demo"));

  @ArchTest
  static void packagesUseOnlyWhatTheMapAllows(JavaClasses classes) {
    LayeredArchitecture map = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : MAP.keySet()) {
      map = map.layer(room).definedBy("org.actionscape." + room + "..");
    }
    for (Map.Entry<String, String> room : MAP.entrySet()) {
      map =
          room.getValue().isEmpty()
              ? map.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : map.whereLayer(room.getKey()).mayOnlyAccessLayers(room.getValue().split(" "));
    }
    map.check(classes);
  }

  @ArchTest
  static void everyPackageIsOnTheMap(JavaClasses classes) {
    Set<String> rooms =
        classes.stream()
            .map(type -> type.getPackageName().split("\\.")[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(MAP.keySet()), rooms);
  }

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      SlicesRuleDefinition.slices().matching("org.actionscape.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule studiesDoNotKnowOneAnother =
      SlicesRuleDefinition.slices()
          .matching("org.actionscape.study.(*)")
          .should()
          .notDependOnEachOther();

  /** What a figure looks like and what is found are two things: only drawings draw. */
  @ArchTest
  static final ArchRule drawingsSeeTablesAndTheDrawingLibraryOnly =
      classes()
          .that()
          .resideInAPackage("org.actionscape.study.*")
          .and()
          .haveNameMatching(".*Chart(\\$.*)?")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java..",
                      "org.actionscape.store",
                      "org.actionscape.chart",
                      "org.actionscape.check")
                  .or(nameMatching(".*Chart(\\$.*)?")));

  @ArchTest
  static final ArchRule aStudyHasOnePublicClass =
      classes()
          .that()
          .resideInAPackage("org.actionscape.study.*")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotImplement(Study.class)
          .should()
          .notBePublic();

  @ArchTest
  static void noSimpleNameOccursTwice(JavaClasses classes) {
    Map<String, Long> names =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
    names.values().removeIf(count -> count == 1);
    assertEquals(Map.of(), names);
  }

  /** Digits and capitals are the same wherever the user lives. */
  @ArchTest
  static final ArchRule nothingDependsOnTheLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintWriter.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callMethod(PrintStream.class, "format", String.class, Object[].class)
          .orShould()
          .callConstructor(Formatter.class)
          .orShould()
          .callConstructor(DecimalFormat.class)
          .orShould()
          .callConstructor(DecimalFormat.class, String.class)
          .orShould()
          .callConstructor(DecimalFormatSymbols.class)
          .orShould()
          .callMethod(NumberFormat.class, "getInstance")
          .orShould()
          .callMethod(NumberFormat.class, "getNumberInstance")
          .orShould()
          .callMethod(NumberFormat.class, "getIntegerInstance")
          .orShould()
          .callMethod(NumberFormat.class, "getPercentInstance");

  /** What the library has to say goes to whoever listens to {@code Notices}. */
  @ArchTest
  static final ArchRule onlyCommandsPrint =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.actionscape.cli")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  /** A path in a line may hold what a terminal obeys; {@code Main} shows complaints shortened. */
  @ArchTest
  static final ArchRule commandsPrintLinesInOnePlace =
      noClasses()
          .that()
          .resideInAPackage("org.actionscape.cli")
          .and()
          .haveSimpleNameNotContaining("Main")
          .and()
          .doNotHaveSimpleName("Line")
          .should()
          .callMethod(PrintWriter.class, "println", Object.class)
          .orShould()
          .callMethod(PrintWriter.class, "println", String.class)
          .orShould()
          .callMethod(PrintWriter.class, "printf", Locale.class, String.class, Object[].class);
}
