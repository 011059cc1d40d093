package io.peakday.limits.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.limits.Policy;
import io.peakday.limits.Policy.WhenAway;
import io.peakday.limits.Rate.SlidingWindow;
import io.peakday.limits.Rate.TokenBucket;
import io.peakday.web.Crawl;
import io.peakday.web.RouteRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
    private static final Written NOTHING = new Written(Map.of(), Map.of());

    /** As some routes say it of themselves. */
    private static final Written SHIPPED = PolicyYaml.shipped()
            .with(List.of(
                    route("GET", "/", "browse", "open-when-away"),
                    route("GET", "/search", "browse", "search", "open-when-away"),
                    route("POST", "/cart/lines", "change", "open-when-away"),
                    route("POST", "/api/v1/checkouts", "payment"),
                    route("POST", "/api/v1/sales/{id}/claim", "claim"),
                    route("GET", "/health/**", "open-when-away"),
                    route("GET", "/metrics", "open-when-away"),
                    route("GET", "/checkout")));

    @Test
    void whatShipsIsClosedForSignInPaymentAndClaimAndOpenForBrowsing() {
        Map<String, Policy> shipped = Policies.of(SHIPPED).all();
        assertThat(shipped.values())
                .filteredOn(policy -> policy.whenAway() == WhenAway.CLOSED)
                .extracting(Policy::name)
                .containsExactlyInAnyOrder("sign-in", "payment", "claim", "claim-address");
        Policies policies = Policies.of(SHIPPED);
        assertThat(policies.find("POST", "/api/v1/sales/0198/claim"))
                .extracting(match -> match.policy().name())
                .containsExactlyInAnyOrder("claim", "claim-address", "api-key");
        assertThat(policies.find("GET", "/health/ready")).isEmpty();
        assertThat(policies.find("GET", "/assets/shop.css")).isEmpty();
    }

    @Test
    void whileNobodyCanCountLookingAroundCartsAndHealthStayOpenAndAllElseIsClosed() {
        Policies policies = Policies.of(SHIPPED);
        assertThat(policies.all().get("api-key").whenAway()).isEqualTo(WhenAway.BY_ROUTE);
        assertThat(List.of("/", "/search", "/health/ready", "/metrics"))
                .allMatch(path -> policies.staysOpen("GET", path));
        assertThat(policies.staysOpen("POST", "/cart/lines")).isTrue();
        assertThat(List.of("/api/v1/checkouts", "/api/v1/sales/1/claim", "/console/sign-in", "/checkout"))
                .noneMatch(path -> policies.staysOpen("POST", path));
    }

    @Test
    void aRouteIsCountedByThePoliciesOfTheClassesThatItNames() {
        Policies policies = Policies.of(SHIPPED);
        assertThat(names(policies, "GET", "/search")).containsExactlyInAnyOrder("browse", "search");
        assertThat(names(policies, "POST", "/api/v1/checkouts")).containsExactlyInAnyOrder("payment", "api-key");
        assertThat(names(policies, "GET", "/checkout")).isEmpty();
    }

    @Test
    void whatAnOperatorWritesOfAClassTakesThePlaceOfWhatTheRoutesSay() {
        Policies policies = Policies.of("limits.yaml", "classes: {search: [GET /api/v1/search]}", SHIPPED);
        assertThat(names(policies, "GET", "/search")).containsExactly("browse");
        assertThat(names(policies, "GET", "/api/v1/search")).containsExactlyInAnyOrder("search", "api-key");
    }

    @Test
    void aClassThatThereIsNotIsNamedWithTheRoute() {
        assertThatThrownBy(() -> PolicyYaml.shipped().with(List.of(route("GET", "/a", "browsing"))))
                .hasMessageContainingAll("GET /a", "'browsing'", "browse, change, claim");
    }

    @Test
    void twoModulesCannotBringLimitsOfOneName() {
        Written shipped = PolicyYaml.shipped();
        Written mine =
                PolicyYaml.read("classes: {pictures: []}\npolicies: {browse: {routes: [pictures]}}", new Checks());
        assertThatThrownBy(() -> shipped.and(mine, "pictures.jar"))
                .hasMessageContainingAll("pictures.jar", "taken: browse.");
        assertThat(shipped.and(new Written(mine.classes(), Map.of()), "pictures.jar")
                        .classes())
                .containsKeys("pictures", "browse", "claim");
    }

    private static List<String> names(Policies policies, String method, String path) {
        return policies.find(method, path).stream()
                .map(match -> match.policy().name())
                .toList();
    }

    private static RouteRule route(String method, String pattern, String... classes) {
        return new RouteRule(method, pattern, null, List.of(classes), Crawl.BY_PATH);
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() {
        Failure failure = refused("""
                colour: red
                classes:
                  Bad Name: [GET /a]
                policies:
                  one:
                    routes: [nowhere, POST x, FETCH /a, GET /a/**/b]
                    key: [global, address, colour]
                    token-bucket: {capacity: 0, refill: many, every: soon, burst: 3}
                    cost: -1
                    when-away: ajar
                  two:
                    routes: ["* /x"]
                    sliding-window: {limit: 5, window: 400d}
                    regions: shared
                  three:
                    routes: [GET /]
                    key: [address]
                  four:
                    routes: [GET /]
                    key: [address]
                    token-bucket: {capacity: 1, refill: 100000000, every: 1ms}
                """);
        assertThat(failure.fields())
                .extracting(FieldError::field)
                .contains(
                        "colour",
                        "classes.Bad Name",
                        "policies.one.routes",
                        "policies.one.key",
                        "policies.one.token-bucket.capacity",
                        "policies.one.token-bucket.refill",
                        "policies.one.token-bucket.every",
                        "policies.one.token-bucket.burst",
                        "policies.one.cost",
                        "policies.one.when-away",
                        "policies.two.key",
                        "policies.two.sliding-window.window",
                        "policies.three",
                        "policies.four.token-bucket.refill");
        assertThat(failure.fields())
                .filteredOn(error -> error.field().equals("policies.one.routes"))
                .hasSize(4);
        assertThat(failure.detail()).contains("limits.yaml", "'soon' is not a duration", "FETCH");
    }

    @Test
    void aCostThatCanNeverBeHadAndAWindowSharedBetweenRegionsAreRefused() {
        assertThat(refused("""
                policies:
                  one:
                    routes: [GET /a]
                    key: [address]
                    cost: 11
                    sliding-window: {limit: 10, window: 1m}
                    regions: shared
                """).fields())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("policies.one.costs", "policies.one.regions");
    }

    @Test
    void whatIsNoYamlSaysWhere() {
        assertThat(refused("policies: [").detail()).contains("not YAML", "line 1");
        assertThat(refused("policies: {a: 1, a: 2}").detail()).contains("duplicate key a");
        assertThat(refused("policies: 7").detail()).contains("policies must be a mapping");
    }

    @Test
    void aPolicyOfTheFileTakesThePlaceOfTheOneOfItsNameAndMayTakeItAway() {
        Policies policies = Policies.of("limits.yaml", """
                policies:
                  sign-in:
                    routes: [sign-in]
                    key: [address, customer]
                    sliding-window: {limit: 5, window: 10s}
                  browse: {enabled: false}
                """, SHIPPED);
        assertThat(policies.all().get("sign-in").rate()).isEqualTo(new SlidingWindow(5, Duration.ofSeconds(10)));
        assertThat(policies.all()).doesNotContainKey("browse").containsKey("search");
    }

    @Test
    void theFirstRouteThatFitsSaysWhatARequestCosts() {
        Policies policies = Policies.of("limits.yaml", """
                policies:
                  api:
                    routes: ["* /api/**"]
                    key: [caller]
                    token-bucket: {capacity: 100, refill: 10, every: 1s}
                    costs: {GET /api/export: 50, GET /api/health: 0}
                """, NOTHING);
        assertThat(policies.find("GET", "/api/export").getFirst().cost()).isEqualTo(50);
        assertThat(policies.find("GET", "/api/health").getFirst().cost()).isZero();
        assertThat(policies.find("POST", "/api/export").getFirst().cost()).isEqualTo(1);
        assertThat(policies.find("GET", "/api/export")).hasSize(1);
    }

    @Test
    void aChangedFileIsReadAWrongOneIsRefusedAndWhatHeldBeforeStays(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("limits.yaml");
        write(path, 1, 10);
        PolicyFile file = new PolicyFile(path);
        assertThat(file.read(NOTHING).all().get("one").rate()).isEqualTo(new TokenBucket(10, 1, Duration.ofSeconds(1)));
        assertThat(file.readIfChanged()).isEmpty();

        write(path, 2, 20);
        assertThat(file.readIfChanged().orElseThrow().all().get("one").rate().limit())
                .isEqualTo(20);
        write(path, 3, 0);
        assertThat(file.readIfChanged()).isEmpty();
        assertThat(file.trouble()).contains("policies.one.token-bucket.capacity", path.toString());
        Files.delete(path);
        assertThat(file.readIfChanged()).isEmpty();
        assertThat(file.trouble()).contains("cannot be read");
        write(path, 4, 30);
        assertThat(file.readIfChanged().orElseThrow().all().get("one").rate().limit())
                .isEqualTo(30);
        assertThat(file.trouble()).isNull();
    }

    @Test
    void aStartDoesNotGoOnWithAWrongFile(@TempDir Path folder) {
        assertThatThrownBy(() -> new PolicyFile(folder.resolve("absent.yaml")).read(NOTHING))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("absent.yaml");
    }

    private static void write(Path path, int second, int capacity) throws IOException {
        Files.writeString(path, """
                policies:
                  one:
                    routes: [GET /a]
                    key: [address]
                    token-bucket: {capacity: %d, refill: 1, every: 1s}
                """.formatted(capacity));
        Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(second)));
    }

    private static Failure refused(String yaml) {
        Failure failure = catchThrowableOfType(Failure.class, () -> Policies.of("limits.yaml", yaml, NOTHING));
        assertThat(failure).isNotNull();
        return failure;
    }
}
