package io.peakday.cli.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.identity.PasswordSignIn;
import io.peakday.testkit.ModuleFolders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of the architecture, as rules of ArchUnit. */
final class Architecture {
    /** In the order of the build, from the ground up; a module may use those before it. */
    static final List<String> MODULES = ModuleFolders.in(Sources.ROOT).all().stream()
            .map(ModuleFolders::packageOf)
            .toList();

    private static final Set<String> FRAMEWORK_ANNOTATIONS = Set.of(
            "org.springframework.stereotype.Component",
            "org.springframework.stereotype.Service",
            "org.springframework.stereotype.Repository",
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.transaction.annotation.Transactional");

    private static final Set<String> MACHINE_CLOCKS = Stream.concat(
                    Stream.of(
                                    "Instant",
                                    "LocalDate",
                                    "LocalDateTime",
                                    "OffsetDateTime",
                                    "ZonedDateTime",
                                    "YearMonth",
                                    "Year")
                            .map(type -> "java.time." + type + ".now"),
                    Stream.of(
                            "java.lang.System.currentTimeMillis",
                            "java.time.InstantSource.system",
                            "java.time.Clock.systemUTC",
                            "java.time.Clock.systemDefaultZone",
                            "java.time.Clock.system"))
            .collect(Collectors.toUnmodifiableSet());

    /** Keywords of SQL, which a test cannot shift as it shifts the functions now() and clock_timestamp(). */
    private static final Pattern UNSHIFTABLE = Pattern.compile(
            "\\b(current_timestamp|current_date|current_time|localtimestamp|localtime)\\b|\\btimeofday\\(|'now'",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONSOLE =
            Pattern.compile("io\\.peakday\\.(console|consolekit|[a-z]+\\.(console|templates))(\\..*)?");

    private static final Pattern STOREFRONT =
            Pattern.compile("io\\.peakday\\.(storefront|storefrontkit|[a-z]+\\.(storefront|templates))(\\..*)?");

    private static final Pattern BENCH = Pattern.compile("io\\.peakday\\.(benchkit|[a-z]+\\.bench)");

    private Architecture() {}

    /** Whether the text asks the database for the time by a keyword. */
    static boolean asksByKeyword(String text) {
        return UNSHIFTABLE.matcher(text).find();
    }

    static String module(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.peakday.") ? name.split("\\.")[2] : "";
    }

    /** An import points downwards only. */
    static ArchRule importsPointDownwards() {
        return ArchRuleDefinition.classes()
                .that(ours())
                .should(new ArchCondition<>("use only modules below their own") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        int layer = MODULES.indexOf(module(type));
                        type.getDirectDependenciesFromSelf().forEach(dependency -> {
                            int other = MODULES.indexOf(module(dependency.getTargetClass()));
                            if (other > layer) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        });
                    }
                });
    }

    /** Domain code carries no framework annotations and is not found by scanning. */
    static ArchRule noScanning() {
        return ArchRuleDefinition.noClasses().that(ours()).should(new ArchCondition<>("carry stereotype annotations") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(
                                type.getAnnotations().stream(),
                                type.getMembers().stream().flatMap(member -> member.getAnnotations().stream()))
                        .map(annotation -> annotation.getRawType().getName())
                        .filter(FRAMEWORK_ANNOTATIONS::contains)
                        .forEach(name ->
                                events.add(SimpleConditionEvent.satisfied(type, type.getName() + " has " + name)));
            }
        });
    }

    /** Names say something. */
    static ArchRule namesSaySomething() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO|Service)")
                .orShould()
                .haveNameMatching(".*\\.Abstract[A-Z].*");
    }

    /**
     * Clients of Kafka are configured by {@code KafkaBootstrap.client}, which brings the login to the address. Those that
     * ask for the address itself only note it or show it.
     */
    static ArchRule clientsOfKafkaLogIn() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and(DescribedPredicate.describe(
                        "neither have engines nor note where they are",
                        type -> !Set.of("engines", "testkit", "server").contains(module(type))
                                && !type.getName().equals("io.peakday.events.KafkaAddress")))
                .should()
                .callMethod(KafkaBootstrap.class, "servers");
    }

    /**
     * Whoever signs somebody in decides whether a second step is asked for: that are the modules which keep the accounts, and nobody
     * who only has a password to check.
     */
    static ArchRule onlyWhoKeepsAccountsSignsIn() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and(DescribedPredicate.describe(
                        "keep no accounts",
                        type -> !Set.of("identity", "access", "customers").contains(module(type))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PasswordSignIn.class);
    }

    /** A stream of rows keeps its connection until somebody closes it: rows are read into a list. */
    static ArchRule rowsAreReadIntoLists() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream");
    }

    /** Pages of the console are made in packages {@code <system>.console}; only these know the kit that they are made of. */
    static ArchRule onlyConsolePackagesUseTheConsoleKit() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and(DescribedPredicate.describe(
                        "make no pages of the console",
                        type -> !CONSOLE.matcher(type.getPackageName()).matches()))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the console-kit, but for its descriptor",
                        type -> module(type).equals("consolekit") && !type.isAssignableTo(ModuleDescriptor.class)));
    }

    /** Benchmarks and drills ship in jars of their own: what serves has to do without them. The command line knows their kit only. */
    static ArchRule nothingThatServesNeedsBenchmarks() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and(DescribedPredicate.describe("serve", type -> !measures(type)))
                .should(new ArchCondition<>("use benchmarks or drills") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean mayUseTheKit = module(type).equals("cli");
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> measures(dependency.getTargetClass())
                                        && !(mayUseTheKit
                                                && module(dependency.getTargetClass())
                                                        .equals("benchkit")))
                                .forEach(dependency -> events.add(
                                        SimpleConditionEvent.satisfied(dependency, dependency.getDescription())));
                    }
                });
    }

    /** Whether it is part of a benchmark or a drill, or of what these are made of. */
    static boolean measures(JavaClass type) {
        return BENCH.matcher(type.getPackageName()).matches();
    }

    /**
     * What a system has on pages of the shop is made in packages {@code <system>.storefront}; only these know the kit of its slots, and
     * the templates that are built with it.
     */
    static ArchRule onlyStorefrontPackagesUseTheStorefrontKit() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and(DescribedPredicate.describe(
                        "make no part of the shop",
                        type -> !STOREFRONT.matcher(type.getPackageName()).matches()))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the storefront-kit", type -> module(type).equals("storefrontkit")));
    }

    /** There is one clock, which tests and drills can shift; nobody asks the machine's. */
    static ArchRule oneClock() {
        return ArchRuleDefinition.noClasses()
                .that(ours())
                .and()
                .doNotHaveFullyQualifiedName("io.peakday.kernel.ProgramClock")
                .should(new ArchCondition<>("ask the machine for the time of day") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getMethodCallsFromSelf().stream()
                                .filter(call -> MACHINE_CLOCKS.contains(
                                        call.getTargetOwner().getName() + "." + call.getName()))
                                .forEach(call ->
                                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                    }
                });
    }

    private static DescribedPredicate<JavaClass> ours() {
        return DescribedPredicate.describe(
                "are of the program", type -> !module(type).isEmpty());
    }
}
