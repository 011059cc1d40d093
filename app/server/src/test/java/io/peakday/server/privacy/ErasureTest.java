package io.peakday.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.peakday.customers.ErasureJournal;
import io.peakday.customers.Erasures;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Staff;
import io.peakday.server.whole.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Marks are put into every field that somebody can fill; after an erasure every table, topic, file and log line is searched. */
class ErasureTest {
    /** PostgreSQL's own files keep the bytes of deleted rows until they are written over; tables are searched as tables. */
    private static final List<String> HEAP = List.of("postgres/data");

    /** What the law keeps, apart from all else. */
    private static final String INVOICES = "orders.kept_invoice";

    /** What is put back as a backup would have it; the ledgers and the audit log cannot be changed by anybody. */
    private static final List<String> RESTORED = List.of(
            "identity.customer",
            "identity.address",
            "identity.session",
            "identity.known_device",
            "identity.mail_token",
            "identity.erasure",
            "orders.",
            "notify.",
            "reviews.",
            "payments.payment",
            "payments.refund",
            "sandbox.",
            "events.subject_key");

    private static TestStore shop;
    private static Staff owner;

    @BeforeAll
    static void start() {
        shop = TestStore.start("privacy");
        owner = Staff.owner(shop.url());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void aCustomerWhoIsErasedIsGoneFromEverywhereAndARestoredDatabaseIsInformed() {
        Marks marks = new Marks("zqvmarkc");
        ListAppender<ILoggingEvent> log = listen();
        MarkedCustomer customer = new MarkedCustomer(shop, owner, marks);
        customer.fillsTheAccount();
        String returned = customer.ordersAndReturns();
        customer.cancels();
        customer.isDeclined();
        awaitQuiet(customer);

        JsonNode export = customer.me.get("/api/v1/me/export").ok();
        Set<String> missing = new TreeSet<>(marks.fields());
        missing.removeAll(marks.in(export.toString()));
        // A card's holder goes to the provider alone, and this store's own pages choose the way back from a challenge.
        missing.remove("card.holder");
        assertThat(missing).as("fields that the export lacks").isEmpty();
        assertThat(export.at("/manifest/sections").size()).isEqualTo(export.size() - 1);
        assertThat(new Search(marks).topics(shop.bean(KafkaBootstrap.class))).isEmpty();

        copy();
        Caller.Answer erased =
                customer.me.post("/api/v1/me/deletion", "{\"password\":\"" + MarkedCustomer.PASSWORD + "\"}");

        assertThat(erased.ok().get("retained").toString())
                .contains("invoice of order " + returned, "The law asks sellers to keep invoices", "-12-31");
        assertGone(marks, log);
        assertThat(marks.in(kept()))
                .containsExactlyInAnyOrderElementsOf(marks.fields().stream()
                        .filter(field -> field.startsWith("order.billTo") || field.startsWith("cancelled.billTo"))
                        .toList());
        assertThat(owner.post("/api/v1/admin/orders/" + returned + "/kept-invoice", "")
                        .ok()
                        .at("/billTo/name")
                        .asString())
                .isEqualTo(marks.of("order.billTo.name"));
        assertThat(new Caller(shop.url())
                        .get("/api/v1/orders/" + returned + "?email=erased@invalid.example")
                        .status())
                .isEqualTo(404);

        restore();
        assertThat(new Search(marks).tables(database(), unsearched())).isNotEmpty();
        assertThat(shop.bean(Erasures.class).reapply(shop.bean(ErasureJournal.class)))
                .isEqualTo(1);
        dropCopies();
        assertGone(marks, log);
    }

    @Test
    void anOrderUnderWayKeepsWhatItsDeliveryNeedsAndLosesItWhenItHasArrived() {
        Marks marks = new Marks("zqvmarku");
        ListAppender<ILoggingEvent> log = listen();
        MarkedCustomer customer = new MarkedCustomer(shop, owner, marks);
        String number = customer.ordersSomethingThatIsUnderWay();
        awaitQuiet(customer);

        JsonNode report = customer.me
                .post("/api/v1/me/deletion", "{\"password\":\"" + MarkedCustomer.PASSWORD + "\"}")
                .ok();
        assertThat(report.toString()).contains("The order is under way");
        assertThat(owner.order(number).at("/order/shipTo/name").asString()).isEqualTo(marks.of("underway.shipTo.name"));

        String path = "/api/v1/admin/orders/" + number;
        owner.post(path + "/pack", "").ok();
        owner.post(path + "/ship", "{\"carrier\":\"Post\",\"number\":\"1\"}").ok();
        await().until(() -> mailsOfKind("order-shipped", marks.of("underway.email")) == 1);
        owner.post(path + "/deliver", "").ok();
        await().until(() -> database()
                        .sql()
                        .sql("select count(*) from notify.outgoing where state = 'QUEUED'")
                        .query(Long.class)
                        .single()
                == 0);
        shop.bean(io.peakday.orders.Orders.class).sweepForgotten();

        assertGone(marks, log);
    }

    @Test
    void aGuestsOrderIsErasedByTheStaffAtTheGuestsWish() {
        Marks marks = new Marks("zqvmarkg");
        ListAppender<ILoggingEvent> log = listen();
        Caller guest = new Caller(shop.url());
        String number = MarkedCustomer.checkout(
                        guest, marks, "guest", shop.goods().product(3), "4242424242424242")
                .ok()
                .get("orderNumber")
                .asString();
        owner.post("/api/v1/admin/orders/" + number + "/cancel", "{\"text\":\"" + marks.of("cancel.text") + "\"}")
                .ok();
        await().until(() -> mails(marks.of("guest.email")) >= 3);

        owner.post("/api/v1/admin/orders/" + number + "/erasure", "").ok();

        assertGone(marks, log);
        assertThat(guest.get("/api/v1/orders/" + number + "?email=" + marks.of("guest.email") + "@marked.example")
                        .status())
                .isEqualTo(404);
    }

    private static void assertGone(Marks marks, ListAppender<ILoggingEvent> log) {
        Search search = new Search(marks);
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(search.tables(database(), unsearched()))
                        .as("tables")
                        .isEmpty());
        assertThat(search.topics(shop.bean(KafkaBootstrap.class))).as("topics").isEmpty();
        assertThat(search.files(shop.folder(), HEAP)).as("files").isEmpty();
        List<String> lines;
        synchronized (log) {
            lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
        assertThat(marks.in(String.join("\n", lines))).as("log").isEmpty();
    }

    private static String kept() {
        return String.join(
                "\n",
                database()
                        .sql()
                        .sql("select t::text from " + INVOICES + " t")
                        .query(String.class)
                        .list());
    }

    /** Until every event was handled and every mail sent. */
    private static void awaitQuiet(MarkedCustomer customer) {
        await().until(() -> database()
                        .sql()
                        .sql("select (select count(*) from events.outbox)"
                                + " + (select count(*) from notify.outgoing where state = 'QUEUED')")
                        .query(Long.class)
                        .single()
                == 0);
        await().until(() ->
                customer.me.get("/api/v1/me/export").ok().get("mails").size() > 0);
    }

    private static long mails(String mark) {
        return database()
                .sql()
                .sql("select count(*) from notify.outgoing where recipient like ? and state = 'SENT'")
                .param(mark + "%")
                .query(Long.class)
                .single();
    }

    private static long mailsOfKind(String kind, String mark) {
        return database()
                .sql()
                .sql("select count(*) from notify.outgoing where kind like ? and recipient like ? and state = 'SENT'")
                .params("%" + kind.substring(kind.indexOf('-') + 1) + "%", mark + "%")
                .query(Long.class)
                .single();
    }

    /** As its superuser sees it, who alone can put back what a backup holds. */
    private static Database database() {
        return shop.superuser();
    }

    /** As a backup would hold them: all tables but the audit log, which nobody can put back. */
    private static void copy() {
        database().sql().sql("create schema copies").update();
        for (String table : restorable()) {
            database()
                    .sql()
                    .sql("create table copies." + name(table) + " as table " + table)
                    .update();
        }
    }

    private static void restore() {
        database().run(() -> {
            database().sql().sql("set local session_replication_role = replica").update();
            for (String table : restorable()) {
                database().sql().sql("delete from " + table).update();
                database()
                        .sql()
                        .sql("insert into " + table + " overriding system value table copies." + name(table))
                        .update();
            }
        });
    }

    private static void dropCopies() {
        database().sql().sql("drop schema copies cascade").update();
    }

    /** The copies are the backup, which expires by itself; what the law keeps is looked at on its own. */
    private static Set<String> unsearched() {
        Set<String> all = new TreeSet<>(Search.tablesOf(database()));
        all.removeIf(table -> !table.startsWith("copies.") && !table.equals(INVOICES));
        return all;
    }

    private static List<String> restorable() {
        return Search.tablesOf(database()).stream()
                .filter(table -> RESTORED.stream().anyMatch(table::startsWith) && !table.contains("schema_history"))
                .toList();
    }

    private static String name(String table) {
        return table.replace('.', '_').replace("\"", "");
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        ((Logger) LoggerFactory.getLogger("io.peakday")).setLevel(Level.INFO);
        return log;
    }
}
