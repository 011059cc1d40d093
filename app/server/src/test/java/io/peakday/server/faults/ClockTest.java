package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Caller.Answer;
import io.peakday.server.whole.ShiftedStore;
import io.peakday.server.whole.Staff;
import io.peakday.testkit.Sampled;
import io.peakday.testkit.TestDatabase;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * A year of one store, whose clock and whose database's clock jump from one awkward moment to the next while it runs. Its steps
 * follow one another, because time does.
 */
@Tag("serial")
class ClockTest {
    private static final Instant NEW_YEAR = Instant.parse("2028-01-01T00:00:00Z");
    /** Berlin puts its clocks forward then, from 02:00 to 03:00. */
    private static final Instant SPRING = Instant.parse("2028-03-26T01:00:00Z");
    /** Berlin puts its clocks back then, from 03:00 to 02:00. */
    private static final Instant AUTUMN = Instant.parse("2028-10-29T01:00:00Z");

    /** A node asks the database again within this time whether a sale that was not open still is not. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with();

    private static ShiftedStore store;
    private static Staff owner;
    private final Set<String> numbers = new HashSet<>();
    private final List<UUID> stocked = new ArrayList<>();
    private int buyers;

    @BeforeAll
    static void start() {
        store = ShiftedStore.start(postgres, NEW_YEAR.minus(Duration.ofMinutes(20)));
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> aYear() {
        DynamicTest spring = dynamicTest(
                "a sale opens at the moment planned, when clocks are put forward, and not before",
                () -> opensAt(SPRING, "Sunday 26 March 2028, 03:00 CEST"));
        DynamicTest autumn = dynamicTest(
                "a sale opens at the moment planned, in the hour that is there twice",
                () -> opensAt(AUTUMN.plus(Duration.ofMinutes(30)), "Sunday 29 October 2028, 02:30 CET"));
        DynamicTest ahead =
                dynamicTest("a clock that jumps two hours ahead strands nothing", () -> jumps(Duration.ofHours(2)));
        DynamicTest back =
                dynamicTest("a clock that is put back by an hour strands nothing", () -> jumps(Duration.ofHours(-1)));
        List<DynamicTest> tried = Sampled.of(List.of(spring, autumn), 1);
        return Stream.of(
                        Stream.of(
                                dynamicTest(
                                        "over the end of the year orders and their mails go on, each in its year",
                                        this::newYear),
                                dynamicTest(
                                        "the 29th of February is a day, two months after the last one that was there",
                                        this::leapDay)),
                        tried.stream().filter(spring::equals),
                        Stream.of(dynamicTest("a price holds from its first moment to its last", this::prices)),
                        tried.stream().filter(autumn::equals),
                        Sampled.of(List.of(ahead, back), 1).stream())
                .flatMap(cases -> cases);
    }

    private void newYear() {
        signIn();
        buys();
        store.jumpTo(NEW_YEAR.minusSeconds(1));
        await().until(() -> !store.now().isBefore(NEW_YEAR));
        String number = buys();
        JsonNode after = owner.get("/api/v1/admin/orders?from=" + NEW_YEAR).ok().get("items");
        assertThat(after).hasSize(1);
        assertThat(after.get(0).get("number").asString()).isEqualTo(number);
        assertThat(owner.get("/api/v1/admin/orders?to=" + NEW_YEAR + "&limit=200")
                        .ok()
                        .get("items")
                        .toString())
                .doesNotContain(number);
        assertThat(days("sent")).contains("sent_20280101");
        allIsWell();
    }

    private void leapDay() {
        store.jumpTo(Instant.parse("2028-02-29T22:00:00Z"));
        assertThat(owner.get("/api/v1/admin/orders").status())
                .as("the session is over")
                .isEqualTo(401);
        signIn();
        buys();
        await().until(() ->
                days("inbox").contains("inbox_20280229") && days("sent").contains("sent_20280307"));
        assertThat(owner.get("/api/v1/admin/orders?from=2028-02-29T00:00:00Z&to=2028-03-01T00:00:00Z")
                        .ok()
                        .get("items"))
                .hasSize(1);
        allIsWell();
    }

    private void opensAt(Instant opening, String words) throws IOException {
        store.jumpTo(opening.minus(Duration.ofHours(3)));
        signIn();
        String sale = planned(opening);
        Caller customer = customer();
        assertThat(claim(customer, sale).get("outcome").asString()).isEqualTo("not-open");
        assertThat(page("/sales/" + sale)).contains("opens " + words);
        store.jumpTo(opening.minusSeconds(2));
        Instant begun = store.now();
        JsonNode answer = claim(customer, sale);
        while (answer.get("outcome").asString().equals("not-open")) {
            assertThat(begun).as("asked after the opening").isBefore(opening.plus(LOOK));
            begun = store.now();
            answer = claim(customer, sale);
        }
        assertThat(answer.get("outcome").asString()).isEqualTo("claimed");
        assertThat(store.now()).as("answered").isAfterOrEqualTo(opening);
        JsonNode shown = customer.get("/api/v1/sales/" + sale).ok();
        assertThat(shown.get("state").asString()).isEqualTo("OPEN");
        assertThat(Instant.parse(shown.get("opensAt").asString())).isEqualTo(opening);
        // Three hours unseen end a session of staff.
        signIn();
        allIsWell();
    }

    private void prices() throws IOException {
        signIn();
        UUID variant = variant();
        String product = product(variant);
        long before = price(product, variant);
        Instant from = store.now().plus(Duration.ofHours(1));
        Instant to = from.plus(Duration.ofHours(1));
        JsonNode offers = owner.get("/api/v1/admin/products/" + product).ok();
        JsonNode now = of(offers, variant).get("offers").get(0);
        String seller = now.get("sellerId").asString();
        String currency = now.get("price").get("currency").asString();
        String kept = """
                {"id":"%s","sellerId":"%s","price":{"minor":%d,"currency":"%s"},"validFrom":"%s"}""".formatted(
                        now.get("id").asString(),
                        seller,
                        before,
                        currency,
                        now.get("validFrom").asString());
        String announced = """
                {"sellerId":"%s","price":{"minor":101,"currency":"%s"},"validFrom":"%s","validTo":"%s"}""".formatted(seller, currency, from, to);
        var put = connection("/api/v1/admin/products/" + product + "/variants/" + variant + "/offers", apiKey());
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setRequestProperty("Content-Type", "application/json");
        put.setRequestProperty("If-Match", "\"v" + offers.get("version").asLong() + "\"");
        put.getOutputStream().write(("[" + kept + "," + announced + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(put.getResponseCode()).isEqualTo(200);
        assertThat(price(product, variant)).isEqualTo(before);
        store.jumpTo(from.minusSeconds(1));
        changes(product, variant, from, before, 101);
        store.jumpTo(to.minusSeconds(1));
        changes(product, variant, to, 101, before);
        signIn();
        allIsWell();
    }

    private void changes(String product, UUID variant, Instant at, long from, long to) {
        Instant begun = store.now();
        long seen = price(product, variant);
        while (seen == from) {
            assertThat(begun).as("asked after the change").isBefore(at);
            begun = store.now();
            seen = price(product, variant);
        }
        assertThat(seen).isEqualTo(to);
        assertThat(store.now()).as("answered").isAfterOrEqualTo(at);
    }

    private void jumps(Duration by) throws IOException {
        signIn();
        String key = apiKey();
        buys();
        String sale = planned(store.now().minusSeconds(1));
        Caller customer = customer();
        assertThat(claim(customer, sale).get("outcome").asString()).isEqualTo("claimed");
        Caller stranger = new Caller(store.url());
        for (int i = 0; i < 3; i++) {
            assertThat(signIn(stranger, "wrong").status()).isEqualTo(401);
        }
        boolean sessionLasts = by.isNegative();

        store.jump(by);

        assertThat(owner.get("/api/v1/admin/orders").status()).isEqualTo(sessionLasts ? 200 : 401);
        signIn();
        assertThat(withKey(key)).isEqualTo(200);
        buys();
        assertThat(claim(customer, sale).get("outcome").asString())
                .as("whose hold ran out gets another unit, or it is theirs still")
                .isIn("claimed", "already-claimed", "not-open");
        String later = planned(store.now().minusSeconds(1));
        assertThat(claim(customer(), later).get("outcome").asString()).isEqualTo("claimed");
        assertThat(signIn(stranger, "wrong").status()).as("not locked out").isEqualTo(401);
        await().untilAsserted(() -> {
            JsonNode health = owner.get("/health/ready").json();
            assertThat(health.path("status").asString()).as(health.toString()).isEqualTo("UP");
        });
        allIsWell();
    }

    /** Whoever bought got the mail, no event waits or was dead-lettered, and nothing is younger than now. */
    private void allIsWell() {
        await().untilAsserted(() -> {
            // From the tables, not from figures counted a moment ago: the next jump is of weeks, and what is handled
            // later than the inbox reaches back is dead-lettered.
            assertThat(unsent()).isZero();
            assertThat(unhandled()).isEmpty();
            String metrics = page("/metrics");
            assertThat(metrics.lines().filter(line -> line.startsWith("peakday_events_outbox_depth")))
                    .allMatch(line -> line.endsWith(" 0.0"));
            assertThat(metrics.lines().filter(line -> line.startsWith("peakday_events_consumer_lag")))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" 0.0"));
            assertThat(metrics.lines().filter(line -> line.startsWith("peakday_events") && line.contains(" -")))
                    .isEmpty();
        });
        assertThat(owner.get("/api/v1/admin/dead-letters").ok().get("items")).isEmpty();
        for (JsonNode one : owner.get("/api/v1/admin/events").ok().get("subscriptions")) {
            assertThat(one.get("idleSeconds").asLong()).isNotNegative();
            assertThat(one.path("problem").asString("")).isEmpty();
        }
    }

    private static long unsent() {
        return postgres.database()
                .sql()
                .sql("select count(*) from events.outbox")
                .query(Long.class)
                .single();
    }

    /**
     * Which event of the last day was sent, is of a type that the consumer has handled before, and is in no inbox of its. Of the
     * last day by its id: one that is only moved to the sent ones after a jump of weeks was handled in a day that is dropped.
     */
    private static List<String> unhandled() {
        return postgres.database().sql().sql("""
                        with handled as (
                            select distinct i.consumer, s.type
                            from events.inbox i join events.sent s on s.event_id = i.event_id)
                        select h.consumer || ' ' || h.type || ' ' || s.event_id
                        from handled h join events.sent s on s.type = h.type
                        where s.sent_at > now() - interval '1 day'
                          and s.event_id >= events.uuid_at(now() - interval '1 day') and not exists (
                            select from events.inbox i where i.consumer = h.consumer and i.event_id = s.event_id)""").query(String.class).list();
    }

    private String buys() {
        Buyer buyer = new Buyer(store.url(), "buyer" + buyers++ + "@example.com").puts(variant(), 1);
        Answer answer = buyer.orders();
        JsonNode order = answer.ok();
        String number = order.get("orderNumber").asString();
        assertThat(numbers.add(number)).as("a number of its own").isTrue();
        await().untilAsserted(() -> assertThat(owner.mailsTo(buyer.email()))
                .as("one mail of a kind")
                .isNotEmpty()
                .doesNotHaveDuplicates());
        return number;
    }

    private String planned(Instant opensAt) {
        return owner.post("/api/v1/admin/sales", """
                        {"name":"Sale day","variantId":"%s","price":{"minor":9900,"currency":"EUR"},"setAside":2,
                         "opensAt":"%s","closesAt":"%s"}""".formatted(variant(), opensAt, opensAt.plus(Duration.ofDays(2))))
                .ok()
                .get("sale")
                .get("id")
                .asString();
    }

    private Caller customer() {
        Caller customer = new Caller(store.url());
        customer.post("/api/v1/customers", """
                        {"email":"%s@example.com","password":"a loud harbour at noon","name":"Kim"}""".formatted(UUID.randomUUID())).ok();
        return customer;
    }

    private static JsonNode claim(Caller customer, String sale) {
        return customer.post("/api/v1/sales/" + sale + "/claim", "{}").ok();
    }

    private static Answer signIn(Caller caller, String password) {
        return caller.post("/api/v1/session", """
                        {"email":"nobody-at-all@example.com","password":"%s"}""".formatted(password));
    }

    private static void signIn() {
        owner = Staff.owner(store.url());
    }

    /** Of which ten units are there, on sale, and given to nobody else. */
    private UUID variant() {
        if (stocked.isEmpty()) {
            for (JsonNode one : owner.get("/api/v1/admin/stock?limit=199").ok().get("items")) {
                long there = 0;
                for (JsonNode place : one.get("locations")) {
                    there += place.get("available").asLong();
                }
                if (there >= 10) {
                    stocked.add(UUID.fromString(one.get("variantId").asString()));
                }
            }
        }
        UUID next = stocked.removeLast();
        return owner.get("/api/v1/products/" + product(next)).status() == 200 ? next : variant();
    }

    private static String product(UUID variant) {
        return postgres.database()
                .sql()
                .sql("select product_id::text from catalog.variant where id = ?")
                .param(variant)
                .query(String.class)
                .single();
    }

    private static long price(String product, UUID variant) {
        JsonNode shown = owner.get("/api/v1/products/" + product).ok();
        return of(shown, variant).get("price").get("minor").asLong();
    }

    private static JsonNode of(JsonNode product, UUID variant) {
        for (JsonNode one : product.get("variants")) {
            if (one.get("id").asString().equals(variant.toString())) {
                return one;
            }
        }
        throw new AssertionError("no variant " + variant);
    }

    private static List<String> days(String parent) {
        return postgres.database()
                .sql()
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = ('events.' || ?)::regclass")
                .param(parent)
                .query((row, n) -> row.getString(1).replace("events.", ""))
                .list();
    }

    private static String apiKey() {
        return owner.post("/api/v1/admin/api-keys", """
                        {"name":"clock %s","scopes":["ORDERS_READ","CATALOG_WRITE"]}""".formatted(UUID.randomUUID()))
                .ok()
                .get("secret")
                .asString();
    }

    private static int withKey(String key) throws IOException {
        return connection("/api/v1/admin/orders", key).getResponseCode();
    }

    private static HttpURLConnection connection(String path, String key) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(store.url() + path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + key);
        return connection;
    }

    private static String page(String path) throws IOException {
        try (var in = URI.create(store.url() + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
