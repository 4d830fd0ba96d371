package io.follow.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.Servlet;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;

/** Which package may know which: what keeps the image work and the streams component free of each other and of us. */
@AnalyzeClasses(
        packages = "io.follow.gateway",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeProcessedBeans.class})
class ArchitectureTest {

    private static final String CAMEL = "org.apache.camel..";
    private static final String SPRING = "org.springframework..";
    private static final String IMAGE = "io.follow.gateway.image..";
    private static final String STREAMS = "io.follow.gateway.component.streams..";

    @ArchTest
    static final ArchRule imageKnowsNothingElseOfTheGateway =
            noClasses().that().resideInAPackage(IMAGE).should().dependOnClassesThat(gatewayOutside(IMAGE));

    @ArchTest
    static final ArchRule imageIsPlainJava = noClasses()
            .that()
            .resideInAPackage(IMAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CAMEL, SPRING);

    @ArchTest
    static final ArchRule streamsComponentKnowsNothingElseOfTheGateway =
            noClasses().that().resideInAPackage(STREAMS).should().dependOnClassesThat(gatewayOutside(STREAMS));

    @ArchTest
    static final ArchRule streamsComponentWorksWithoutSpring = noClasses()
            .that()
            .resideInAPackage(STREAMS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPRING);

    @ArchTest
    static final ArchRule onlyConnectionsAndTheEmbeddedServerKnowTheSecondClient = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.follow.gateway.connection..", "io.follow.gateway.embedded..", "io.follow.gateway.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule onlyStepsComponentsAndTheirWiringKnowCamel = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.follow.gateway.steps..",
                    "io.follow.gateway.component..",
                    "io.follow.gateway.wiring..",
                    "io.follow.gateway.routing..",
                    "io.follow.gateway.startup..",
                    "io.follow.gateway.health..",
                    "io.follow.gateway.http..",
                    "io.follow.gateway.tracing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CAMEL);

    @ArchTest
    static final ArchRule domainIsFreeOfFrameworks = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.follow.gateway.job..",
                    "io.follow.gateway.token..",
                    "io.follow.gateway.storage..",
                    "io.follow.gateway.resource..",
                    "io.follow.gateway.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CAMEL, SPRING);

    @ArchTest
    static final ArchRule stepsAreWiredFromOutside = noClasses()
            .that()
            .resideInAPackage("io.follow.gateway.steps..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPRING);

    @ArchTest
    static final ArchRule onlyWiringKnowsTheEngines = noClasses()
            .that()
            .resideOutsideOfPackages(IMAGE, "io.follow.gateway.wiring..", "io.follow.gateway.startup..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.follow.gateway.image.ffmpeg..",
                    "io.follow.gateway.image.heif..",
                    "io.follow.gateway.image.java2d..");

    /** The clock of this machine may be off by days: ages of what the server keeps are taken by the server's. */
    @ArchTest
    static final ArchRule theClockIsAskedWhereATestCanSetIt = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.follow.gateway.component.streams.client.SuspendAwareInstant")
            .and()
            .doNotHaveFullyQualifiedName("io.follow.gateway.storage.TemporaryFolder")
            .and()
            .doNotHaveFullyQualifiedName("io.follow.gateway.embedded.ServerSupervisor")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule nothingKnowsTheWiring = noClasses()
            .that()
            .resideOutsideOfPackages("io.follow.gateway.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.follow.gateway.wiring..");

    /** Calls are routes; what cannot be one stands where it is looked for. */
    @ArchTest
    static final ArchRule whatAnswersHttpBesideRoutesIsInOnePackage = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .or()
            .areAssignableTo(Servlet.class)
            .should()
            .resideInAPackage("io.follow.gateway.http..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.follow.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageMarksItsNulls = classes().should(resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule noOutputPastTheLog = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule oneLoggingInterface = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule noStaticFieldChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveName("$jacocoData")
            .should()
            .beFinal();

    /** They would be decided when the jar is built, and not by the settings that a start finds. */
    @ArchTest
    static final ArchRule noTypeIsConditional = noClasses().should().beMetaAnnotatedWith(Conditional.class);

    @ArchTest
    static final ArchRule noBeanIsConditional = noMethods().should().beMetaAnnotatedWith(Conditional.class);

    /** Leaves out what Spring's ahead-of-time processing has written into the folder of classes. */
    static final class DoNotIncludeProcessedBeans implements ImportOption {

        private static final Pattern PROCESSED = Pattern.compile(".*__[^/]*\\.class");

        @Override
        public boolean includes(Location location) {
            return !location.matches(PROCESSED);
        }
    }

    private static DescribedPredicate<JavaClass> gatewayOutside(String own) {
        return are(resideInAPackage("io.follow.gateway..")).and(not(resideInAnyPackage(own)));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.tryGetPackageInfo().isPresent() && home.isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, "package " + home.getName() + " has no @NullMarked, found at " + type.getName()));
            }
        };
    }
}
