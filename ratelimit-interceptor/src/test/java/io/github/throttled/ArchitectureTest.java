package io.github.throttled;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

import jakarta.servlet.ServletRequest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(
        packages = "io.github.throttled",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.throttled";

    /** From the top of the house to the bottom: a package sees only those after it. */
    private static final List<String> HOUSE =
            List.of(
                    "rest",
                    "cdi",
                    "operate",
                    "key",
                    "engine",
                    "store",
                    "client",
                    "policy",
                    "algorithm",
                    "");

    private static final DescribedPredicate<JavaClass> FLOATING_POINT =
            describe(
                    "float or double",
                    type ->
                            Stream.of(float.class, double.class, Float.class, Double.class)
                                    .anyMatch(type::isEquivalentTo));

    @ArchTest
    static void packages_import_downwards_only(JavaClasses classes) {
        for (String floor : HOUSE.subList(1, HOUSE.size())) {
            assertThat(violations(importsNothingAbove(floor), classes)).isEmpty();
        }
    }

    @ArchTest
    static void every_class_lives_in_the_house(JavaClasses classes) {
        Set<String> floors =
                classes.stream().map(ArchitectureTest::floorOf).collect(Collectors.toSet());
        assertThat(floors).isSubsetOf(HOUSE).contains("rest", "engine", "algorithm", "");
    }

    @ArchTest
    static final ArchRule only_the_store_knows_hazelcast =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule only_the_faces_know_the_server =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + ".algorithm", ROOT + ".policy", ROOT + ".engine", ROOT + ".key")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule algorithms_know_no_clock_no_thread_and_no_io =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".algorithm")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.nio..", "java.util.concurrent..")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(InstantSource.class)
                    .orShould()
                    .callMethodWhere(
                            target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule algorithms_keep_no_floating_point =
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(ROOT + ".algorithm")
                    .should()
                    .haveRawType(FLOATING_POINT);

    @ArchTest
    static final ArchRule algorithms_return_no_floating_point =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(ROOT + ".algorithm")
                    .should()
                    .haveRawReturnType(FLOATING_POINT);

    @ArchTest
    static final ArchRule nobody_asks_for_the_names_of_addresses =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(InetAddress.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(InetSocketAddress.class)
                    .orShould()
                    .callMethod(ServletRequest.class, "getRemoteHost");

    private static ArchRule importsNothingAbove(String floor) {
        String[] above =
                HOUSE.subList(0, HOUSE.indexOf(floor)).stream()
                        .map(name -> ROOT + "." + name + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that(liveOn(floor))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> liveOn(String floor) {
        return describe("live on floor '" + floor + "'", c -> floorOf(c).equals(floor));
    }

    /** The package right below the root: store for both {@code store} and {@code store.local}. */
    private static String floorOf(JavaClass type) {
        String below = type.getPackageName().substring(ROOT.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        EvaluationResult result = rule.evaluate(classes);
        return result.getFailureReport().getDetails();
    }
}
