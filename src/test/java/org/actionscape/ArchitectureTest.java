package org.actionscape;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Formatter;
import java.util.Locale;

/** The map of packages: math, env, objective, {solver, theory}, experiment, chart, demo, cli. */
@AnalyzeClasses(packages = "org.actionscape", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesImportOnlyWhatTheMapAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("math")
          .definedBy("org.actionscape.math..")
          .layer("env")
          .definedBy("org.actionscape.env..")
          .layer("objective")
          .definedBy("org.actionscape.objective..")
          .layer("solver")
          .definedBy("org.actionscape.solver..")
          .layer("theory")
          .definedBy("org.actionscape.theory..")
          .layer("experiment")
          .definedBy("org.actionscape.experiment..")
          .layer("chart")
          .definedBy("org.actionscape.chart..")
          .layer("demo")
          .definedBy("org.actionscape.demo..")
          .layer("cli")
          .definedBy("org.actionscape.cli..")
          .whereLayer("math")
          .mayNotAccessAnyLayer()
          .whereLayer("env")
          .mayOnlyAccessLayers("math")
          .whereLayer("objective")
          .mayOnlyAccessLayers("math", "env")
          .whereLayer("solver")
          .mayOnlyAccessLayers("math", "env", "objective")
          .whereLayer("theory")
          .mayOnlyAccessLayers("math", "env", "objective")
          .whereLayer("experiment")
          .mayOnlyAccessLayers("math", "env", "objective", "solver", "theory")
          // The checks and their exception are in math; of experiments, charts see the tables
          // alone.
          .whereLayer("chart")
          .mayOnlyAccessLayers("math", "experiment")
          // What the window computes is in the layers below; it needs no theory and no policy.
          .whereLayer("demo")
          .mayOnlyAccessLayers("math", "solver", "experiment", "chart")
          .whereLayer("cli")
          .mayOnlyAccessLayers("math", "experiment", "chart", "demo");

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      SlicesRuleDefinition.slices().matching("org.actionscape.(*)..").should().beFreeOfCycles();

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
