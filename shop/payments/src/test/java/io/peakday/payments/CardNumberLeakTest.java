package io.peakday.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.payments.sandbox.CardBehaviour;
import io.peakday.payments.sandbox.SandboxProvider;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Pays with every card there is while listening to every log line, then looks for the numbers everywhere. */
class CardNumberLeakTest {
    @RegisterExtension
    static final TestDatabase postgres =
            TestDatabase.with(EventsModule.SCHEMA, PaymentsModule.SCHEMA, PaymentsModule.SANDBOX_SCHEMA);

    @Test
    void noCardNumberIsInAnyColumnOfAnyTableNorInAnyLogLine() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        List<Appender<ILoggingEvent>> others = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try {
            payWithEveryCard();
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
            others.forEach(root::addAppender);
        }

        String log = String.join(
                "\n",
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
        String rows = everyColumn();
        assertThat(rows).contains("4242").contains("AUTHORIZED");
        for (CardBehaviour behaviour : CardBehaviour.values()) {
            for (String number : behaviour.numbers()) {
                assertThat(rows).doesNotContain(number);
                assertThat(log).doesNotContain(number);
            }
        }
    }

    @Test
    void aCardShowsOnlyItsLastDigitsAsText() {
        assertThat(card("4242 4242-4242 4242")).hasToString("CardDetails[visa ···· 4242]");
        assertThatThrownBy(() -> card("4242 4242 4242 4241"))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.fields() + f.detail()).doesNotContain("4241"));
    }

    private static void payWithEveryCard() {
        var clock = new SteppedClock();
        var database = postgres.database();
        try (var provider = new SandboxProvider(database, clock, Duration.ZERO);
                var payments = new Payments(
                        database,
                        new Outbox(database, clock, EventSettings.withPrefix("test.")),
                        clock,
                        provider,
                        new WebhookSecrets(database),
                        PaymentsSettings.defaults())) {
            for (CardBehaviour behaviour : CardBehaviour.values()) {
                for (String number : behaviour.numbers()) {
                    var draft = new PaymentDraft(
                            Ids.next(),
                            "Test",
                            Money.of(100, "EUR"),
                            payments.tokenize(card(number)).token(),
                            "/");
                    if (payments.authorize(payments.open(draft)) instanceof PaymentOutcome.Authorized authorized) {
                        payments.capture(authorized.payment());
                        payments.cancel(draft.id(), "Given up");
                    }
                }
            }
            database.sql()
                    .sql("update payments.payment set next_check = clock_timestamp() where next_check is not null")
                    .update();
            assertThat(payments.reconcile()).isPositive();
        }
    }

    /** All rows of all tables of all our schemas as text. */
    private static String everyColumn() {
        var sql = postgres.database().sql();
        List<String> tables = sql.sql("""
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'""").query(String.class).list();
        assertThat(tables).contains("sandbox.card", "payments.payment", "events.outbox");
        List<String> rows = new ArrayList<>();
        for (String table : tables) {
            rows.addAll(sql.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list());
        }
        return String.join("\n", rows);
    }

    private static CardDetails card(String number) {
        return new CardDetails(number, 12, 2099, "123", "Ada Lovelace");
    }
}
