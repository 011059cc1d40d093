package io.peakday.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.ResetLinks;
import io.peakday.access.StaffEvents;
import io.peakday.catalog.CatalogEvents;
import io.peakday.contracts.OrderEvents;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.Customers;
import io.peakday.demo.DemoLogins;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.events.EventType;
import io.peakday.events.Outbox;
import io.peakday.identity.Origin;
import io.peakday.inventory.InventoryEvents;
import io.peakday.notify.GuestRequests;
import io.peakday.payments.PaymentEvents;
import io.peakday.reviews.ReviewEvents;
import io.peakday.sale.SaleEvents;
import io.peakday.secrets.Tokens;
import io.peakday.server.whole.Caller;
import io.peakday.server.whole.Staff;
import io.peakday.server.whole.TestStore;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** After a day on which every kind of link was mailed, nothing that waits, was sent on or is kept holds a token by which somebody signs in. */
class NoTokensTest {
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");
    private static final Pattern IN_A_LINK = Pattern.compile("token=([A-Za-z0-9_-]+)");
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final List<String> TABLES =
            List.of("events.outbox", "events.sent", "events.dead_letter", "notify.outgoing");

    /** The sealed events of accounts. */
    private static final List<EventType<?>> SEALED = List.of(
            CustomerEvents.REGISTERED,
            CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
            CustomerEvents.EMAIL_CHANGE_REQUESTED,
            CustomerEvents.PASSWORD_RESET_REQUESTED);

    private static final List<Class<?>> EVENTS = List.of(
            CatalogEvents.class,
            CustomerEvents.class,
            InventoryEvents.class,
            OrderEvents.class,
            PaymentEvents.class,
            ReviewEvents.class,
            SaleEvents.class,
            StaffEvents.class);

    private static TestStore shop;
    private static Staff owner;

    @BeforeAll
    static void start() {
        shop = TestStore.start("tokens");
        owner = Staff.owner(shop.url());
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void noEventAndNoQueuedMailHoldsATokenAndTheMailsThatArriveDo() {
        Marks marks = new Marks("zqvtoken");
        MarkedCustomer customer = new MarkedCustomer(shop, owner, marks);
        customer.fillsTheAccount();
        customer.ordersAndReturns();
        String address = marks.of("account.email") + "@marked.example";
        Origin here = new Origin("127.0.0.1", "test", null);
        shop.bean(Customers.class).requestReset(address, here);
        shop.bean(ResetLinks.class).request(DemoLogins.OWNER, here);
        MarkedCustomer.checkout(
                        new Caller(shop.url()), marks, "guest", shop.goods().product(3), "4242424242424242")
                .ok();
        String guest = marks.of("guest.email") + "@marked.example";
        shop.bean(GuestRequests.class).ask(guest, GuestRequests.Kind.EXPORT);
        Set<String> kinds = Set.of(
                "account-welcome",
                "account-verification",
                "account-email-change-requested",
                "account-reset",
                "account-staff-reset",
                "privacy-export");
        await().untilAsserted(() -> assertThat(sentKinds()).containsAll(kinds));
        await().until(() -> count("select count(*) from events.outbox") == 0);

        List<String> texts = new ArrayList<>(rows());
        texts.addAll(records());
        texts.addAll(opened());
        assertThat(texts).hasSizeGreaterThan(50);
        for (String text : texts) {
            assertThat(signsSomebodyIn(text)).as(text).isFalse();
            IN_A_LINK
                    .matcher(text)
                    .results()
                    .forEach(link -> assertThat(link.group(1)).as(text).matches(UUID));
        }

        // The same is found where it may be, or the search would prove nothing.
        assertThat(signsSomebodyIn(owner.mail(address, "Choose a new password")))
                .isTrue();
        assertThat(signsSomebodyIn(owner.mail(DemoLogins.OWNER, "Choose a new password")))
                .isTrue();
        String data = owner.mail(guest, "Your data");
        var token = IN_A_LINK.matcher(data);
        assertThat(token.find()).isTrue();
        assertThat(shop.bean(GuestRequests.class).require(token.group(1)).email())
                .isEqualTo(guest);
    }

    /**
     * Those of the version before are read and never written; a request is what a link is derived from; a parcel's and a
     * picture's address are public.
     */
    @Test
    void noPayloadHasAFieldForATokenOrALinkButThoseOfTheVersionBefore() throws IllegalAccessException {
        Set<String> suspicious = new TreeSet<>();
        for (Class<?> events : EVENTS) {
            for (Field field : events.getFields()) {
                if (field.get(null) instanceof EventType<?> type) {
                    fields(type.payload(), type.name(), suspicious);
                }
            }
        }
        assertThat(suspicious)
                .containsExactlyInAnyOrder(
                        "customer.registered.verificationLink",
                        "customer.registered.link",
                        "customer.email-verification-requested.verificationLink",
                        "customer.email-verification-requested.link",
                        "customer.email-change-requested.undoLink",
                        "customer.email-change-requested.link",
                        "customer.email-changed.undoLink",
                        "customer.email-changed.link",
                        "customer.password-reset-requested.resetLink",
                        "customer.password-reset-requested.link",
                        "staff.password-reset-requested.resetLink",
                        "staff.password-reset-requested.link",
                        "order.shipped.tracking.url");
    }

    private static void fields(Class<?> payload, String path, Set<String> found) {
        for (RecordComponent component : payload.getRecordComponents()) {
            String here = path + '.' + component.getName();
            if (here.matches("(?i).*(token|link|(?<!picture)url|secret|password|accesscode|apikey)")) {
                found.add(here);
            } else {
                records(component.getGenericType()).forEach(inner -> fields(inner, here, found));
            }
        }
    }

    /** The records that a value of this type holds, itself or in a collection. */
    private static List<Class<?>> records(Type type) {
        return switch (type) {
            case Class<?> one when one.isRecord() && one.getName().startsWith("io.peakday.") -> List.of(one);
            case ParameterizedType generic ->
                Stream.of(generic.getActualTypeArguments())
                        .flatMap(argument -> records(argument).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static boolean signsSomebodyIn(String text) {
        return TOKEN.matcher(text)
                .results()
                .anyMatch(found -> count(
                                "select count(*) from identity.mail_token where token_hash = ?",
                                Tokens.hash(found.group()))
                        > 0);
    }

    private static List<String> sentKinds() {
        return database()
                .sql()
                .sql("select kind from notify.outgoing where state = 'SENT'")
                .query(String.class)
                .list();
    }

    private static List<String> rows() {
        List<String> rows = new ArrayList<>();
        TABLES.forEach(table -> rows.addAll(database()
                .sql()
                .sql("select t::text from " + table + " t")
                .query(String.class)
                .list()));
        return rows;
    }

    private static List<String> opened() {
        List<String> payloads = new ArrayList<>();
        for (EventType<?> type : SEALED) {
            List<String> found = database()
                    .sql()
                    .sql("select key, payload from events.sent where type = ?")
                    .param(type.name())
                    .query((row, n) -> JsonMapper.shared()
                            .writeValueAsString(shop.bean(Outbox.class)
                                    .open(
                                            type,
                                            row.getString(1),
                                            row.getString(2).getBytes(StandardCharsets.UTF_8))))
                    .list();
            assertThat(found).as(type.name()).isNotEmpty();
            payloads.addAll(found);
        }
        return payloads;
    }

    private static List<String> records() {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                shop.bean(KafkaBootstrap.class).client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    if (record.value() != null) {
                        values.add(new String(record.value(), StandardCharsets.UTF_8));
                    }
                });
            }
        }
        return values;
    }

    private static long count(String sql, Object... parameters) {
        return database().sql().sql(sql).params(parameters).query(Long.class).single();
    }

    private static Database database() {
        return shop.bean(Database.class);
    }
}
