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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(
        packages = "io.github.throttled",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.throttled";

    /**
     * All packages, from top to bottom: each uses only packages after it, so there are no cycles.
     */
    private static final List<String> PACKAGES =
            List.of(
                    "internal.bootstrap",
                    "internal.jaxrs",
                    "internal.cdi",
                    "internal.servlet",
                    "internal.console",
                    "internal.response",
                    "internal.application",
                    "internal.control",
                    "internal.openapi",
                    "internal.enforcement",
                    "internal.observability.log",
                    "internal.observability.metrics",
                    "internal.observability.tracing",
                    "internal.observability.health",
                    "internal.observability.events",
                    "internal.observability.usage",
                    "internal.observability",
                    "internal.key",
                    "internal.engine",
                    "internal.engine.combining",
                    "internal.engine.lease",
                    "internal.engine.failover",
                    "internal.store.hazelcast",
                    "internal.store.jdbc",
                    "internal.store.local",
                    "internal.store",
                    "client",
                    "internal.config.catalog",
                    "internal.config.reader",
                    "internal.config.settings",
                    "internal.config.route",
                    "internal.config.model",
                    "internal.net",
                    "internal.config.syntax",
                    "internal.algorithm",
                    "internal.concurrent",
                    "");

    /** The implementations of the store know nothing of each other. */
    private static final List<String> STORES = List.of("hazelcast", "jdbc", "local");

    private static final DescribedPredicate<JavaClass> FLOATING_POINT =
            describe(
                    "float or double",
                    type ->
                            Stream.of(float.class, double.class, Float.class, Double.class)
                                    .anyMatch(type::isEquivalentTo));

    @ArchTest
    static void packages_use_only_those_below(JavaClasses classes) {
        for (String name : PACKAGES) {
            assertThat(violations(usesNothingAbove(name), classes)).isEmpty();
        }
    }

    @ArchTest
    static void every_package_is_listed(JavaClasses classes) {
        Set<String> packages =
                classes.stream().map(ArchitectureTest::nameOfPackage).collect(Collectors.toSet());
        assertThat(packages).containsExactlyInAnyOrderElementsOf(PACKAGES);
    }

    @ArchTest
    static void stores_know_nothing_of_each_other(JavaClasses classes) {
        for (String store : STORES) {
            String[] others =
                    STORES.stream()
                            .filter(other -> !other.equals(store))
                            .map(other -> ROOT + ".internal.store." + other)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".internal.store." + store)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @ArchTest
    static void no_package_has_more_than_25_files(JavaClasses classes) {
        Map<String, Long> files =
                classes.stream()
                        .filter(type -> !type.isNestedClass() && !type.isAnonymousClass())
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));
        assertThat(files.values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(25));
    }

    @ArchTest
    static final ArchRule only_its_store_knows_hazelcast =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".internal.store.hazelcast")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule the_core_does_not_know_the_server =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + ".internal.algorithm",
                            ROOT + ".internal.config..",
                            ROOT + ".internal.engine..",
                            ROOT + ".internal.net",
                            ROOT + ".internal.key")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule enforcement_knows_no_servlet_and_no_jax_rs =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".internal.enforcement")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.servlet..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule algorithms_know_no_clock_no_thread_and_no_io =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".internal.algorithm")
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
                    .resideInAPackage(ROOT + ".internal.algorithm")
                    .should()
                    .haveRawType(FLOATING_POINT);

    @ArchTest
    static final ArchRule algorithms_return_no_floating_point =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(ROOT + ".internal.algorithm")
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

    private static ArchRule usesNothingAbove(String name) {
        String[] above =
                PACKAGES.subList(0, PACKAGES.indexOf(name)).stream()
                        .map(ArchitectureTest::qualified)
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(qualified(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above);
    }

    private static String qualified(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static String nameOfPackage(JavaClass type) {
        return type.getPackageName().equals(ROOT)
                ? ""
                : type.getPackageName().substring(ROOT.length() + 1);
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        EvaluationResult result = rule.evaluate(classes);
        return result.getFailureReport().getDetails();
    }
}
