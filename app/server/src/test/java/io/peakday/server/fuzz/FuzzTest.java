package io.peakday.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.demo.DemoLogins;
import io.peakday.identity.SessionCookies;
import io.peakday.server.fuzz.RawHttp.Reply;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Staff;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.Sampled;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Every route of a whole node, asked at random, as a guest, as a customer and as the owner: whatever comes in, nothing is
 * answered with a 5xx, and every error of the API is a problem. It damages its store, so it has one of its own.
 *
 * <p>A change is judged by the same requests each time, so that what fails is the change's doing. {@code
 * -Dpeakday.fuzz.seconds=N} goes looking for N seconds with other ones, and says its seed; {@code -Dpeakday.fuzz.seed=N}
 * repeats that.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS) // As long as its settings say.
@Tag("serial")
class FuzzTest {
    private static final Duration SEARCH = Duration.ofSeconds(Integer.getInteger("peakday.fuzz.seconds", 0));
    private static final long SEED = Long.getLong("peakday.fuzz.seed", SEARCH.isZero() ? 1 : System.nanoTime());
    private static final int ROUNDS = Sampled.all() ? 50 : 20;
    private static final int AT_ONCE = 6;
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)[^}]*}");
    private static final List<String> FORM = List.of(
            "email",
            "name",
            "password",
            "next",
            "variant",
            "quantity",
            "typed",
            "tag",
            "checkoutId",
            "expected",
            "country",
            "line1",
            "city",
            "postalCode",
            "card.number",
            "card.expiry",
            "card.cvc",
            "card.holder",
            "refresh",
            "shippingMethod",
            "product",
            "rating",
            "title",
            "text",
            "id",
            "reason",
            "state",
            "version",
            "answer",
            "place");

    /** What servlets and filters read by name. */
    private static final List<String> QUERY = List.of(
            "q",
            "limit",
            "cursor",
            "page",
            "sort",
            "filter",
            "state",
            "view",
            "category",
            "brand",
            "price",
            "rating",
            "stock",
            "from",
            "to",
            "after",
            "n",
            "v",
            "consumer",
            "subject",
            "actor",
            "variant",
            "",
            "%C3%A4",
            "a[]",
            "a.b[9999999999]");

    private static TestStore store;
    private static URI url;

    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        store = TestStore.start("fuzz");
        url = URI.create(store.url());
        await("the first index")
                .until(() -> new Caller(store.url()).get("/health/ready").status() == 200);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void nothingThatComesInIsAnsweredWithAServerErrorAndEveryErrorOfTheApiIsAProblem() throws Exception {
        System.out.println("Fuzzing with -Dpeakday.fuzz.seed=" + SEED);
        List<Route> routes = Routes.of(store.node().store());
        assertThat(routes).hasSizeGreaterThan(120);
        List<String> known = known();
        long end = System.nanoTime() + SEARCH.toNanos();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int round = 0; broken.size() < 20 && (round < ROUNDS || System.nanoTime() < end); round++) {
                List<Route> shuffled = new ArrayList<>(routes);
                Collections.shuffle(shuffled, new Random(SEED + round));
                List<String> cookies = List.of("", customer(), owner());
                List<java.util.concurrent.Future<?>> asked = new ArrayList<>();
                for (int at = 0; at < shuffled.size(); at++) {
                    Route route = shuffled.get(at);
                    long seed = SEED + 1_000L * round + at;
                    String cookie = cookies.get(Math.floorMod(at + round, cookies.size()));
                    asked.add(threads.submit(() -> ask(route, new Garbage(seed, known), cookie)));
                }
                for (var one : asked) {
                    one.get();
                }
            }
        }
        System.out.println("Answers: " + new java.util.TreeMap<>(answers));
        assertThat(broken).as("with -Dpeakday.fuzz.seed=%d", SEED).isEmpty();
        assertThat(answers).as("some requests get all the way").containsKeys("200", "400", "401", "404");
    }

    private void ask(Route route, Garbage garbage, String cookie) {
        String target = target(route, garbage);
        List<String> headers = new ArrayList<>();
        byte[] body = body(route, garbage, headers);
        headers(garbage, cookie, headers);
        String asked = route.method() + " " + target + " " + headers + " "
                + new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
        try {
            Reply reply = RawHttp.send(url, route.method(), target, headers, body);
            answers.computeIfAbsent(Integer.toString(reply.status()), status -> new AtomicInteger())
                    .incrementAndGet();
            boolean problem = reply.type().startsWith("application/problem+json");
            if (reply.status() == 0
                    || reply.status() >= 500
                    || (reply.status() >= 400 && target.startsWith("/api/") && !problem)) {
                broken.add(reply.status() + " " + reply.type() + " for " + asked + "\n    " + reply.text());
            }
        } catch (IOException e) {
            broken.add(e + " for " + asked);
        }
    }

    private static String target(Route route, Garbage garbage) {
        Matcher variable = VARIABLE.matcher(route.pattern());
        String path = variable.replaceAll(name -> Matcher.quoteReplacement(garbage.encoded(garbage.text())));
        List<String> query =
                route.method().equals("GET") || garbage.chance(50) ? parameters(route, garbage) : List.of();
        query = new ArrayList<>(query);
        while (garbage.chance(25)) {
            query.add(garbage.one(QUERY) + "=" + garbage.encoded(garbage.text()));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** What the route's method declares, as it may come in a query or a form. */
    private static List<String> parameters(Route route, Garbage garbage) {
        List<String> fields = new ArrayList<>();
        if (route.handler() != null) {
            for (MethodParameter parameter : route.handler().getMethodParameters()) {
                RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
                if (named != null && garbage.chance(80)) {
                    String name =
                            named.name().isEmpty() ? parameter.getParameter().getName() : named.name();
                    for (String value : garbage.parameter(parameter.getGenericParameterType())) {
                        fields.add(name + (garbage.chance(2) ? "" : "=" + garbage.encoded(value)));
                    }
                }
            }
        }
        return fields;
    }

    private static byte[] body(Route route, Garbage garbage, List<String> headers) {
        if (route.method().equals("GET")) {
            return new byte[0];
        }
        if (garbage.chance(10)) {
            headers.add(
                    "Content-Type: " + garbage.one(List.of("application/json", "text/plain", "nonsense", "a/b;c=")));
            return garbage.wrongBody();
        }
        if (!route.pattern().startsWith("/api/")) {
            headers.add("Content-Type: application/x-www-form-urlencoded");
            List<String> fields = new ArrayList<>(parameters(route, garbage));
            for (String name : FORM) {
                if (garbage.chance(40)) {
                    fields.add(name + "=" + garbage.encoded(garbage.text()));
                }
            }
            return String.join("&", fields).getBytes(StandardCharsets.UTF_8);
        }
        headers.add("Content-Type: application/json");
        if (route.handler() != null) {
            for (MethodParameter parameter : route.handler().getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    return garbage.json(parameter.getGenericParameterType(), 0).getBytes(StandardCharsets.UTF_8);
                }
            }
        }
        return garbage.chance(50) ? new byte[0] : garbage.json(Object.class, 0).getBytes(StandardCharsets.UTF_8);
    }

    private static void headers(Garbage garbage, String cookie, List<String> headers) {
        if (garbage.chance(80)) {
            headers.add("Idempotency-Key: " + new java.util.UUID(garbage.number(1 << 30), garbage.number(1 << 30)));
        }
        if (garbage.chance(5)) {
            headers.add("Idempotency-Key: "
                    + garbage.one(List.of("", "x", "k".repeat(300), "a b", "ä🦊", "same-key-again")));
        }
        if (garbage.chance(40)) {
            headers.add("If-Match: " + garbage.one(List.of("\"1\"", "\"2\"", "W/\"1\"", "1", "*", "\"", "\"x\"", "")));
        }
        if (garbage.chance(20)) {
            headers.add("If-None-Match: " + garbage.one(List.of("\"1\"", "*", "\"", "W/\"", "")));
        }
        headers.add("Accept: "
                + garbage.one(
                        List.of("application/json", "*/*", "text/html", "text/csv", "text/event-stream", "a", "")));
        if (garbage.chance(5)) {
            headers.add("Authorization: " + garbage.one(List.of("Bearer pk_none", "Bearer", "Basic eDp5", "🦊")));
        }
        if (garbage.chance(10)) {
            headers.add("Peakday-Signature: " + garbage.one(List.of("t=1,v1=0", "t=1,v1=" + "0".repeat(64), "")));
        }
        if (garbage.chance(5)) {
            headers.add("Cookie: "
                    + garbage.one(List.of("peakday_cart=nonsense", "=;=;", "peakday_session", "a=\"", "ä=🦊")));
        }
        if (!cookie.isEmpty()) {
            headers.add("Cookie: " + cookie);
        }
    }

    /** Ids and words of the store, so that a part of the requests is about something. */
    private static List<String> known() {
        Product product = store.goods().product(20);
        Buyer buyer = new Buyer(store.url(), "fuzz@example.com");
        String order = buyer.puts(product.variants().getFirst().id(), 1)
                .orders()
                .ok()
                .get("orderNumber")
                .asString();
        Buyer open = new Buyer(store.url(), "fuzz2@example.com")
                .puts(product.variants().getFirst().id(), 1);
        Staff owner = Staff.owner(store.url());
        return List.of(
                product.id().toString(),
                product.slug(),
                product.brand(),
                product.categoryId().toString(),
                product.variants().getFirst().id().toString(),
                product.variants().getFirst().sku(),
                product.variants().getFirst().offers().getFirst().sellerId().toString(),
                order,
                buyer.checkout().toString(),
                open.cart().toString(),
                owner.get("/api/v1/admin/staff").ok().findValuesAsString("id").getLast(),
                owner.get("/api/v1/admin/customers?limit=5")
                        .ok()
                        .findValuesAsString("id")
                        .getLast(),
                owner.get("/api/v1/admin/stock/locations")
                        .ok()
                        .findValuesAsString("id")
                        .getFirst(),
                "sandbox",
                "notify.order-mails");
    }

    private static String customer() {
        return signedIn("/api/v1/session", DemoLogins.CUSTOMER, SessionCookies.CUSTOMER);
    }

    private static String owner() {
        return signedIn("/api/v1/admin/session", DemoLogins.OWNER, SessionCookies.STAFF);
    }

    /** Made again for each round, as the round before may have ended the session; empty if it ended more than that. */
    private static String signedIn(String path, String email, String cookie) {
        Caller caller = new Caller(store.url());
        caller.post(path, "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, DemoLogins.PASSWORD));
        return caller.cookie(cookie);
    }
}
