package io.sillok.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sillok.model.EventMasker;
import io.sillok.model.IndexOperation;
import io.sillok.model.LogEvent;
import io.sillok.model.Span;

/** Who may import whom, as {@code docs/architecture.md} draws it. */
@AnalyzeClasses(packages = "io.sillok", importOptions = DoNotIncludeTests.class)
final class ModuleRulesTest {

    private static final String JDK = "java..";
    private static final String SLF4J = "org.slf4j..";

    @ArchTest
    static final ArchRule model = classes()
            .that()
            .resideInAPackage("io.sillok.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.sillok.model..", JDK, "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule tailer = classes()
            .that()
            .resideInAPackage("io.sillok.tailer..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sillok.tailer..",
                    "io.sillok.model..",
                    JDK,
                    SLF4J,
                    "com.fasterxml.jackson..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule parsers = noClasses()
            .that()
            .resideInAPackage("io.sillok.parsers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sillok.tailer..",
                    "io.sillok.sinks..",
                    "io.sillok.job..",
                    "io.sillok.search..",
                    "io.sillok.local..",
                    "org.apache..");

    /** The tailer finds it if it is there, and knows nothing of it. */
    @ArchTest
    static final ArchRule edge = classes()
            .that()
            .resideInAPackage("io.sillok.edge..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sillok.edge..", "io.sillok.model..", "io.sillok.parsers..", JDK, "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule nobodyCallsTheEdge = noClasses()
            .that()
            .resideOutsideOfPackage("io.sillok.edge..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sillok.edge..");

    @ArchTest
    static final ArchRule sinks = noClasses()
            .that()
            .resideInAPackage("io.sillok.sinks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sillok.tailer..",
                    "io.sillok.parsers..",
                    "io.sillok.job..",
                    "io.sillok.search..",
                    "io.sillok.local..",
                    "org.apache.flink..");

    @ArchTest
    static final ArchRule job = noClasses()
            .that()
            .resideInAPackage("io.sillok.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sillok.tailer..", "io.sillok.search..", "io.sillok.local..");

    @ArchTest
    static final ArchRule search = classes()
            .that()
            .resideInAPackage("io.sillok.search..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sillok.search..",
                    "io.sillok.model..",
                    JDK,
                    SLF4J,
                    "com.fasterxml.jackson..",
                    "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule onlyTheJobAndLocalKnowFlink = noClasses()
            .that()
            .resideOutsideOfPackages("io.sillok.job..", "io.sillok.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    /** Nothing raw reaches a sink: there is no way to hand it over. */
    @ArchTest
    static final ArchRule sinksTakeOnlyWhatIsMasked = noClasses()
            .that()
            .resideInAPackage("io.sillok.sinks..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Span.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(EventMasker.class);

    /** Writes to the index are made of masked values; only sinks, which send them, may put one together anew. */
    @ArchTest
    static final ArchRule indexOperationsAreMadeOfMaskedValues = noClasses()
            .that()
            .resideOutsideOfPackages("io.sillok.model..", "io.sillok.sinks..")
            .should()
            .callConstructor(
                    IndexOperation.class,
                    IndexOperation.Kind.class,
                    String.class,
                    String.class,
                    long.class,
                    byte[].class);

    /** What sums up events and spans does so behind the masker. */
    @ArchTest
    static final ArchRule onlySumsOfMaskedValuesReplace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.sillok.model..", "io.sillok.sinks..", "io.sillok.job.requests..", "io.sillok.job.issues..")
            .should()
            .callMethod(IndexOperation.class, "replace", String.class, String.class, long.class, byte[].class);

    @ArchTest
    static final ArchRule onlyTheMaskingPackageMasks =
            classes().that().implement(EventMasker.class).should().resideInAPackage("io.sillok.parsers.mask..");

    /** Standard output belongs to the command. */
    @ArchTest
    static final ArchRule onlyLocalPrints = noClasses()
            .that()
            .resideOutsideOfPackages("io.sillok.local..", "io.sillok.opensearch..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule modelHasNoCycles =
            slices().matching("io.sillok.(*)..").should().beFreeOfCycles();

    /** A log event prints its place, so that nothing raw ends in a log of ours. */
    @ArchTest
    static final ArchRule eventsNameTheirPlaceOnly = classes()
            .that()
            .areAssignableTo(LogEvent.class)
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
