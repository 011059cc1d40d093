package io.peakday.sale.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditEntry;
import io.peakday.catalog.CatalogModule;
import io.peakday.catalog.Product;
import io.peakday.customers.CustomersModule;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Role;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.SampleGoods;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Sale;
import io.peakday.sale.SaleDraft;
import io.peakday.sale.SaleItem;
import io.peakday.sale.SaleModule;
import io.peakday.sale.SaleState;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.waiting.WaitingModule;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Configuration;

/** Planning, watching and ending sales with forms alone, over HTTP: no script runs in any of these tests. */
class SalePagesTest {
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(
            CustomersModule.class,
            CatalogModule.class,
            InventoryModule.class,
            WaitingModule.class,
            SaleModule.class,
            OrdersRead.class);

    /** Of the modules above, what the pages of sales require. */
    @Configuration(proxyBeanMethods = false)
    public static class OrdersRead implements PermissionModule {
        @Override
        public String name() {
            return "orders-read";
        }

        @Override
        public List<DeclaredPermission> permissions() {
            return List.of(DeclaredPermission.of(
                    new Permission("ORDERS_READ"), 50, new Role("FULFILMENT"), Role.SUPPORT, Role.AUDITOR));
        }
    }

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aSaleIsPlannedOnceHoweverOftenTheFormIsSent() throws Exception {
        Product lamp = product("Planned lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        UUID variant = lamp.variants().getFirst().id();
        assertThat(owner.get("/console/sales/new?q=Planned").body())
                .contains("Planned lamp", "/console/sales/new?variant=" + variant);
        HttpResponse<String> page = owner.get("/console/sales/new?variant=" + variant);
        assertThat(page.body())
                .contains(
                        "Of 4 in stock",
                        "Now €40.00",
                        "Times are in <b>UTC</b>",
                        "Of an hour that is there twice, when clocks are put back, the first is meant.");

        Map<String, String> form = form(page, Map.of("price", "19,90", "setAside", "3", "accessCode", "lamps-2026"));
        HttpResponse<String> planned = owner.post("/console/sales", form);
        assertThat(planned.body())
                .contains("The sale is planned", "Planned lamp", "€19.90", "of 3 allocated", "LAMPS-2026");
        assertThat(owner.post("/console/sales", form).uri().getPath())
                .isEqualTo(planned.uri().getPath());
        Sale sale = sale(planned);
        assertThat(sale.price()).isEqualTo(Money.of(1990, "EUR"));
        assertThat(sale.hold()).isEqualTo(Duration.ofMinutes(10));
        assertThat(owner.get("/console/sales").body()).contains("Planned lamp", "Planned", "€19.90");

        HttpResponse<String> tooMany = owner.post(
                "/console/sales",
                form(owner.get("/console/sales/new?variant=" + variant), Map.of("price", "5", "setAside", "2")));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("Only 1 unit is in stock.", "value=\"2\"");
    }

    @Test
    void everyWrongFieldIsReportedAtOnceAndNothingTypedIsLost() throws Exception {
        Product lamp = product("Wrong lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        HttpResponse<String> page = owner.get(
                "/console/sales/new?variant=" + lamp.variants().getFirst().id());
        HttpResponse<String> wrong = owner.post(
                "/console/sales",
                form(
                        page,
                        Map.of(
                                "name", " ",
                                "price", "cheap",
                                "setAside", "0",
                                "perCustomer", "many",
                                "hold", "99999",
                                "accessCode", "a b",
                                "opensAt", "2027-03-28T02:30",
                                "closesAt", "2001-01-01T00:00",
                                "zone", "Europe/Berlin")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains(
                        "Give the sale a name",
                        "“cheap” is not a price",
                        "From 1 to 100,000 units",
                        "“many” is not a whole number",
                        "From 1 to 1,440 minutes",
                        "6 to 40 letters, digits and dashes",
                        "The clocks are put forward that night",
                        "A sale cannot close in the past",
                        "value=\"cheap\"",
                        "value=\"99999\"",
                        "Europe/Berlin");
        assertThat(node.get(FlashSales.class).current(200))
                .noneMatch(one -> one.sale().name().equals("Wrong lamp"));
    }

    @Test
    void timesAreMeantInTheZoneThatTheFormNames() throws Exception {
        Product lamp = product("Zoned lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        HttpResponse<String> page = owner.get(
                "/console/sales/new?variant=" + lamp.variants().getFirst().id());
        Instant in = Instant.now().plus(Duration.ofDays(3));
        String day = in.toString().substring(0, 10);
        Sale sale = sale(owner.post(
                "/console/sales",
                form(
                        page,
                        Map.of(
                                "price", "10",
                                "setAside", "1",
                                "zone", "Asia/Kolkata",
                                "opensAt", day + "T12:00",
                                "closesAt", day + "T13:00"))));
        assertThat(sale.opensAt()).isEqualTo(Instant.parse(day + "T06:30:00Z"));
    }

    @Test
    void aRunningSaleIsPausedResumedMovedAndStoppedAndTheAuditSaysSo() throws Exception {
        Sale sale = running("Moved sale lamp", 3);
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/sales/" + sale.id();
        assertThat(owner.post(page + "/pause", Map.of()).body()).contains("The sale is paused", "Resume it now");
        assertThat(state(sale)).isEqualTo(SaleState.PAUSED);
        assertThat(owner.post(page + "/resume", Map.of()).body()).contains("The sale goes on");

        HttpResponse<String> wrong = owner.post(page + "/close", Map.of("closesAt", "soon", "zone", "UTC"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Say a date and a time", "value=\"soon\"");
        assertThat(owner.post(page + "/close", Map.of("closesAt", "2001-01-01T00:00", "zone", "UTC"))
                        .body())
                .contains("A sale cannot close in the past");
        String later = Instant.now().plus(Duration.ofDays(1)).toString().substring(0, 16);
        assertThat(owner.post(page + "/close", Map.of("closesAt", later, "zone", "UTC"))
                        .body())
                .contains("The closing is moved");
        assertThat(node.get(FlashSales.class).require(sale.id()).closesAt()).isEqualTo(Instant.parse(later + ":00Z"));

        assertThat(owner.post(page + "/stop", Map.of()).body()).contains("The sale is ended", "How it went");
        assertThat(state(sale)).isEqualTo(SaleState.STOPPED);
        for (String action : new String[] {"/pause", "/resume", "/close", "/stop"}) {
            assertThat(audited(page + action)).as(action).contains("http.intent", "http.outcome");
        }
        assertThat(owner.post("/console/sales/" + Ids.next() + "/stop", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLineOfARunningSaleIsChanged() throws Exception {
        Product lamp = product("Queued lamp", "40.00");
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        HttpResponse<String> form = owner.get(
                "/console/sales/new?variant=" + lamp.variants().getFirst().id());
        HttpResponse<String> planned = owner.post(
                "/console/sales",
                form(form, Map.of("price", "19.90", "setAside", "2", "admissions", "5", "challengeBits", "3")));
        assertThat(planned.body()).contains("The sale is planned");
        Sale sale = sale(planned);
        String page = "/console/sales/" + sale.id();
        assertThat(owner.get(page).body())
                .contains("lets in 5 a second, puzzle of 3 bits", "Change the line", "name=\"admissions\"");
        HttpResponse<String> wrong = owner.post(page + "/door", Map.of("admissions", "many", "challengeBits", "99"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("A whole number from 1 to 100,000", "A whole number from 0 to 20", "value=\"many\"");
        assertThat(owner.post(page + "/door", Map.of("admissions", "250", "challengeBits", ""))
                        .body())
                .contains("The line is changed", "lets in 250 a second");
        assertThat(audited(page + "/door")).contains("http.intent");
        Sale without = running("Lamp without a line", 1);
        assertThat(owner.get("/console/sales/" + without.id()).body()).doesNotContain("Change the line");
    }

    @Test
    void anItemIsAddedToASaleOnceHoweverOftenTheFormIsSent() throws Exception {
        Sale sale = running("First of two lamps", 3);
        Product shade = product("Shade to go with it", "40.00");
        UUID variant = shade.variants().getFirst().id();
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String to = "/console/sales/new?to=" + sale.id();
        assertThat(owner.get("/console/sales/" + sale.id()).body()).contains("Add an item", to);
        assertThat(owner.get(to + "&q=Shade").body())
                .contains("Add an item", "to " + sale.name(), "?to=" + sale.id() + "&amp;variant=" + variant);
        HttpResponse<String> page = owner.get(to + "&variant=" + variant);
        assertThat(page.body()).contains("Add the item").doesNotContain("name=\"opensAt\"", "name=\"name\"");
        assertThat(owner.post("/console/sales", itemForm(page, "cheap", "0")).body())
                .contains("“cheap” is not a price", "From 1 to 100,000 units", "Add the item");

        Map<String, String> form = itemForm(page, "9.90", "2");
        HttpResponse<String> added = owner.post("/console/sales", form);
        assertThat(added.body())
                .contains("The item is added", "€9.90", "of 2 allocated", "Also in this sale", "3 of 3 left");
        assertThat(owner.post("/console/sales", form).uri().getPath())
                .isEqualTo(added.uri().getPath());
        assertThat(sale(added).groupId()).isEqualTo(sale.id());
        assertThat(owner.get("/console/sales").body()).contains("Shade to go with it");

        HttpResponse<String> again =
                owner.post("/console/sales", itemForm(owner.get(to + "&variant=" + variant), "1", "1"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("This item is in the sale already.");
    }

    @Test
    void anItemIsTakenOutOfASaleThatHasNotBegunAndTheAuditSaysSo() throws Exception {
        FlashSales sales = node.get(FlashSales.class);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        Sale first = planned("Lamp that stays", 3, tomorrow);
        Product shade = product("Shade that goes", "40.00");
        SaleItem item = new SaleItem(shade.variants().getFirst().id(), Money.of(990, "EUR"), 2, 1);
        Sale second = sales.addItem(Ids.next(), first.id(), item);
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/sales/" + second.id();
        assertThat(owner.get(page).body())
                .contains(
                        "Take Shade that goes out of the sale?", "its 2 units go back to the stock", page + "/remove");
        SampleOperator auditor = SampleOperator.of(node, Role.AUDITOR);
        assertThat(auditor.get(page).body()).doesNotContain(page + "/remove");
        assertThat(auditor.post(page + "/remove", Map.of()).statusCode()).isEqualTo(403);

        HttpResponse<String> left = owner.post(page + "/remove", Map.of());
        assertThat(left.uri().getPath()).isEqualTo("/console/sales/" + first.id());
        assertThat(left.body())
                .contains("The item is taken out, and its units are in the stock again.", "Lamp that stays")
                .doesNotContain("Shade that goes", "/remove");
        assertThat(owner.get(page).statusCode()).isEqualTo(404);
        assertThat(owner.post(page + "/remove", Map.of()).statusCode()).isEqualTo(404);
        assertThat(audited(page + "/remove")).contains("http.intent", "http.outcome");

        HttpResponse<String> last = owner.post("/console/sales/" + first.id() + "/remove", Map.of());
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(last.body()).contains("This is the only item of the sale; stop the sale");
        Sale running = running("Lamp on sale", 3);
        sales.addItem(
                Ids.next(),
                running.id(),
                new SaleItem(
                        product("Shade on sale", "40.00").variants().getFirst().id(), item.price(), 1, 1));
        String begun = "/console/sales/" + running.id();
        assertThat(owner.get(begun).body()).doesNotContain("/remove");
        assertThat(owner.post(begun + "/remove", Map.of()).body())
                .contains("This sale has begun, so its items stay; pause or stop it.");
    }

    @Test
    void howASaleGoesIsShownAndExported() throws Exception {
        Sale sale = running("Watched lamp", 4);
        FlashSales sales = node.get(FlashSales.class);
        UUID paid = UUID.randomUUID();
        UUID order = UUID.randomUUID();
        sales.claim(sale.id(), paid, 1);
        sales.claim(sale.id(), UUID.randomUUID(), 1);
        sales.pay(sale.id(), paid, order);
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = "/console/sales/" + sale.id();
        for (String part : new String[] {page, page + "/live"}) {
            assertThat(owner.get(part).body()).contains("50.0 %", "paid of 2 claims granted", "of 4 allocated", "<svg");
        }
        assertThat(owner.get(page + "/live").body()).doesNotContain("<html");
        HttpResponse<String> csv = owner.get(page + "/claims.csv");
        assertThat(csv.body()).contains("customer,turn", paid + ",1,1,SOLD", order.toString());
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    }

    @Test
    void whoMayNotChangeGoodsMayLookAndNoMore() throws Exception {
        Sale sale = running("Guarded lamp", 1);
        String page = "/console/sales/" + sale.id();
        SampleOperator auditor = SampleOperator.of(node, Role.AUDITOR);
        assertThat(auditor.get("/console/sales").body())
                .contains("Guarded lamp")
                .doesNotContain("/console/sales/new");
        assertThat(auditor.get(page).body())
                .contains("You may look at sales, not change them")
                .doesNotContain(page + "/stop");
        assertThat(auditor.post(page + "/stop", Map.of()).statusCode()).isEqualTo(403);
        assertThat(auditor.get("/console/sales/new").statusCode()).isEqualTo(403);
        SampleOperator catalogue = SampleOperator.of(node, new Role("CATALOG"));
        assertThat(catalogue.get(page).body()).contains(page + "/stop").doesNotContain("claims.csv");
        assertThat(catalogue.get(page + "/claims.csv").statusCode()).isEqualTo(403);
        assertThat(state(sale)).isEqualTo(SaleState.OPEN);
    }

    private static Product product(String title, String price) {
        return new SampleGoods(node).lamp(title, price);
    }

    /** What the audit log says was done at that address. */
    private static List<String> audited(String path) {
        return node.get(Audit.class).page(null, path, null, 100).items().stream()
                .map(AuditEntry::action)
                .toList();
    }

    private static Sale running(String title, int units) {
        return planned(title, units, Instant.now().minusSeconds(2));
    }

    private static Sale planned(String title, int units, Instant opensAt) {
        Product product = product(title, "40.00");
        return node.get(FlashSales.class)
                .plan(new SaleDraft(
                        title,
                        product.variants().getFirst().id(),
                        Money.of(2000, "EUR"),
                        units,
                        1,
                        Duration.ofMinutes(10),
                        opensAt,
                        opensAt.plus(Duration.ofHours(1))));
    }

    private static SaleState state(Sale sale) {
        return node.get(FlashSales.class).require(sale.id()).stateAt(Instant.now());
    }

    private static Sale sale(HttpResponse<String> page) {
        String path = page.uri().getPath();
        return node.get(FlashSales.class).require(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** What the browser would send: the fields as the page shows them, but for these. */
    private static Map<String, String> itemForm(HttpResponse<String> page, String price, String allocated) {
        Map<String, String> form = new HashMap<>();
        for (String hidden : new String[] {"id", "variant", "to"}) {
            form.put(hidden, SampleOperator.hidden(page, hidden));
        }
        form.putAll(Map.of("perCustomer", "1", "price", price, "setAside", allocated));
        return form;
    }

    private static Map<String, String> form(HttpResponse<String> page, Map<String, String> typed) {
        Map<String, String> form = new HashMap<>();
        for (String hidden : new String[] {"id", "variant", "zone"}) {
            form.put(hidden, SampleOperator.hidden(page, hidden));
        }
        for (String field : new String[] {"name", "perCustomer", "hold", "opensAt", "closesAt"}) {
            form.put(
                    field,
                    page.body()
                            .replaceFirst("(?s).*? name=\"" + field + "\" type=\"[^\"]*\" value=\"([^\"]*)\".*", "$1"));
        }
        form.putAll(typed);
        return form;
    }
}
