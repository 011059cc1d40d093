package io.peakday.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.catalog.Product;
import io.peakday.engines.Database;
import io.peakday.identity.SessionCookies;
import io.peakday.server.fuzz.Routes;
import io.peakday.server.fuzz.Routes.Route;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.Staff;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Programs that look through mails, fetch pages ahead and draw previews send GET requests that nobody meant. So every route that
 * answers GET is asked, as a guest, as a customer and as the owner, with every id and token that is open, and then every row of
 * every table is as it was: but for what background work writes, and for when somebody was last seen.
 */
class GetsChangeNothingTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)[^}]*}");
    private static final Pattern TOKEN = Pattern.compile("[?&]token=([A-Za-z0-9_-]+)");
    private static final String PASSWORD = "tulips under gravel";
    private static final String CHALLENGED_CARD = "4000000000003220";
    private static final int MAX_REQUESTS = 30_000;

    /** Written by background work all the time; what a request put there would show in the tables of its module. */
    private static final Set<String> BACKGROUND = Set.of("events");

    /** When somebody or something was last seen, and until when an open live page is notified of changes: notes, not facts. */
    private static final String NOTED = "'last_seen_at', 'last_used_at', 'watched_until'";

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private final Map<String, String> callers = new LinkedHashMap<>();
    private final Set<String> ids = new LinkedHashSet<>();
    private final Set<String> tokens = new LinkedHashSet<>();
    private int asked;

    @Test
    void noRowOfAnyTableIsAnotherAfterEveryGet() throws Exception {
        prepare();
        List<Route> gets = Routes.of(shop.node().store()).stream()
                .filter(route -> route.method().equals("GET"))
                .toList();
        assertThat(gets).hasSizeGreaterThan(80);
        assertThat(gets).extracting(Route::pattern).contains("/verify", "/undo", "/checkout/{checkoutId}/return");
        assertThat(tokens).as("open tokens").hasSizeGreaterThanOrEqualTo(4);
        quiet();
        Map<String, String> before = rows();
        Map<String, String> guilty = new TreeMap<>();
        for (Route route : gets) {
            ask(route);
        }
        Map<String, String> after = rows();
        if (!after.equals(before)) {
            // Once more, to name the route of whatever is done again.
            for (Route route : gets) {
                Map<String, String> mine = rows();
                ask(route);
                changed(mine, rows()).forEach(table -> guilty.put(table, route.toString()));
            }
        }
        assertThat(changed(before, after))
                .as("tables changed by GET requests; by route where it happens again: %s", guilty)
                .isEmpty();
        assertThat(asked).isGreaterThan(1_000);
    }

    /** A customer with every kind of open token, orders, carts, and checkouts in every state that waits. */
    private void prepare() {
        Staff owner = shop.owner();
        String mail = "gets@example.org";
        Caller customer = shop.caller();
        customer.post("/api/v1/customers", """
                        {"email":"%s","name":"Gerda Gets","password":"%s"}""".formatted(mail, PASSWORD)).ok();
        customer.post("/api/v1/me/email", """
                        {"password":"%s","email":"new-%s"}""".formatted(PASSWORD, mail));
        customer.post("/api/v1/customers/password-reset-request", "{\"email\":\"%s\"}".formatted(mail));
        await().until(() -> mailsTo(mail) >= 3 && mailsTo("new-" + mail) >= 1);
        collect(mail);
        collect("new-" + mail);

        Product product = shop.goods().product(50);
        String variant = product.variants().getFirst().id().toString();
        ids.add(product.id().toString());
        ids.add(variant);
        Buyer guest =
                new Buyer(shop.url(), mail).puts(product.variants().getFirst().id(), 1);
        JsonNode placed = guest.orders().ok();
        ids.add(placed.get("orderNumber").asString());
        Buyer waiting =
                new Buyer(shop.url(), mail).puts(product.variants().getFirst().id(), 1);
        waiting.orders(waiting.token(CHALLENGED_CARD)).ok();
        Buyer open =
                new Buyer(shop.url(), mail).puts(product.variants().getFirst().id(), 2);
        for (Buyer buyer : List.of(guest, waiting, open)) {
            ids.add(buyer.cart().toString());
            ids.add(buyer.checkout().toString());
        }
        for (String resource : List.of("customers", "mailbox", "orders", "sales", "staff", "reviews", "dead-letters")) {
            first(owner.get("/api/v1/admin/" + resource + "?limit=1").json());
        }
        callers.put("guest", "peakday_cart=" + open.cart());
        callers.put("customer", customer.cookie(SessionCookies.CUSTOMER));
        callers.put("owner", owner.cookie(SessionCookies.STAFF));
    }

    private void first(JsonNode listed) {
        JsonNode items = listed.isArray() ? listed : listed.path("items");
        if (!items.isEmpty()) {
            String id = items.get(0).path("id").asString("");
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
    }

    private static long mailsTo(String recipient) {
        return database()
                .sql()
                .sql("select count(*) from notify.received where recipient = ?")
                .param(recipient)
                .query(Long.class)
                .single();
    }

    private void collect(String recipient) {
        List<byte[]> sources = database()
                .sql()
                .sql("select source from notify.received where recipient = ?")
                .param(recipient)
                .query((row, n) -> row.getBytes(1))
                .list();
        for (byte[] source : sources) {
            // Quoted-printable, as far as links are concerned.
            String text = new String(source, StandardCharsets.UTF_8)
                    .replace("=\r\n", "")
                    .replace("=3D", "=");
            Matcher found = TOKEN.matcher(text);
            while (found.find()) {
                tokens.add(found.group(1));
            }
        }
    }

    private void ask(Route route) throws Exception {
        for (String path : paths(route.pattern())) {
            for (String query : queries(route)) {
                for (String cookie : callers.values()) {
                    get(path + query, cookie);
                }
            }
        }
    }

    /** The pattern with every known id in the place of its first variable, and the same again for a second one. */
    private List<String> paths(String pattern) {
        List<String> paths = new ArrayList<>(List.of(""));
        Matcher variable = VARIABLE.matcher(pattern);
        int from = 0;
        while (variable.find()) {
            String before = pattern.substring(from, variable.start());
            List<String> longer = new ArrayList<>();
            for (String path : paths) {
                for (String id : ids) {
                    longer.add(path + before + id);
                }
            }
            paths = longer;
            from = variable.end();
        }
        String rest = pattern.substring(from);
        return paths.stream().map(path -> path + rest).toList();
    }

    private List<String> queries(Route route) {
        List<String> queries = new ArrayList<>(List.of(""));
        String pattern = route.pattern();
        if (List.of("/verify", "/undo", "/reset", "/console/reset").contains(pattern)) {
            tokens.forEach(token -> queries.add("?token=" + token));
        } else if (!pattern.contains("{")) {
            for (String id : ids) {
                queries.add("?cartId=" + id + "&checkoutId=" + id + "&after=" + id + "&id=" + id + "&q=" + id
                        + "&country=de&email=" + URLEncoder.encode("gets@example.org", StandardCharsets.UTF_8));
            }
        }
        return queries;
    }

    private void get(String path, String cookie) throws Exception {
        assertThat(++asked).as("requests").isLessThan(MAX_REQUESTS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html, */*")
                .header("Cookie", cookie)
                .GET()
                .build();
        try {
            // Live streams never end: what they do, they have done when their head arrives.
            HttpResponse<InputStream> reply = http.send(request, BodyHandlers.ofInputStream());
            reply.body().close();
            assertThat(reply.statusCode()).as(path).isLessThan(500);
        } catch (HttpTimeoutException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Waits until background work has nothing to do any more. */
    private static void quiet() {
        List<Map<String, String>> seen = new ArrayList<>(List.of(Map.of()));
        await().pollInterval(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(3))
                .until(() -> {
                    Map<String, String> now = rows();
                    boolean same = now.equals(seen.getLast());
                    seen.add(now);
                    return same;
                });
    }

    private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> changed = new LinkedHashSet<>();
        after.forEach((table, print) -> {
            if (!print.equals(before.get(table))) {
                changed.add(table);
            }
        });
        return changed;
    }

    /** A fingerprint of the rows of every table. */
    private static Map<String, String> rows() {
        Map<String, String> prints = new TreeMap<>();
        List<String> tables = database().sql().sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                         where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""").query(String.class).list();
        for (String table : tables) {
            if (!BACKGROUND.contains(table.substring(0, table.indexOf('.')))) {
                prints.put(
                        table,
                        database()
                                .sql()
                                .sql("""
                                        select coalesce(md5(string_agg(print, '' order by print)), '') from (
                                          select md5((to_jsonb(t) - array[%s])::text) as print
                                            from %s t) all_rows""".formatted(NOTED, table))
                                .query(String.class)
                                .single());
            }
        }
        return prints;
    }

    private static Database database() {
        return shop.bean(Database.class);
    }
}
