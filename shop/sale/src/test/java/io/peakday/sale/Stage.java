package io.peakday.sale;

import io.peakday.customers.CustomerAccounts;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventSettings;
import io.peakday.events.EventsModule;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Sessions;
import io.peakday.inventory.Confirmation;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.inventory.InventorySettings;
import io.peakday.inventory.LevelSetting;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.waiting.JoinGuard;
import io.peakday.waiting.WaitingModule;
import io.peakday.waiting.WaitingRooms;
import io.peakday.waiting.WaitingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Sales on a database of the test, and short words for what tests do with them. */
final class Stage {
    static final SchemaMigration[] SCHEMAS = {
        EventsModule.SCHEMA, InventoryModule.SCHEMA, IdentityModule.SCHEMA, WaitingModule.SCHEMA, SaleModule.SCHEMA
    };

    final Database database;
    final Inventory inventory;
    final Sessions sessions;
    final JoinGuard guard;
    final WaitingRooms rooms;
    final FlashSales sales;

    Stage(Database database) {
        this.database = database;
        Outbox outbox = new Outbox(database, InstantSource.system(), EventSettings.withPrefix("test."));
        this.inventory = new Inventory(database, outbox, InstantSource.system(), InventorySettings.defaults());
        this.sessions = new Sessions(
                database, InstantSource.system(), IdentitySettings.defaults(), List.of(new CustomerAccounts(database)));
        this.guard = new AccessCodes(database, InstantSource.system());
        this.rooms = new WaitingRooms(database, InstantSource.system(), WaitingSettings.defaults(), guard);
        this.sales = new FlashSales(
                database, outbox, inventory, rooms, sessions, InstantSource.system(), SaleSettings.defaults());
    }

    UUID variant(int units) {
        UUID variant = Ids.next();
        inventory.setLevels(
                List.of(new LevelSetting(variant, inventory.locations().primaryId(), units)), "for a test");
        return variant;
    }

    /** An open sale of so many units, one a customer. */
    UUID open(int units) {
        return open(units, 1);
    }

    UUID open(int units, int perCustomer) {
        return sales.plan(
                        draft(variant(units), units, perCustomer, Instant.now().minusSeconds(1)))
                .id();
    }

    /** A sale with a waiting room before it, one unit a customer. */
    UUID behind(AdmissionPolicy admission, int units, Instant opensAt) {
        SaleDraft free = draft(variant(units), units, 1, opensAt);
        return sales.plan(new SaleDraft(
                        free.name(),
                        free.variantId(),
                        free.price(),
                        units,
                        1,
                        free.hold(),
                        opensAt,
                        free.closesAt(),
                        admission,
                        null))
                .id();
    }

    static SaleDraft draft(UUID variant, int units, int perCustomer, Instant opensAt) {
        return new SaleDraft(
                "Console of the year",
                variant,
                Money.of(399_00, "EUR"),
                units,
                perCustomer,
                Duration.ofMinutes(10),
                opensAt,
                opensAt.plus(Duration.ofHours(2)));
    }

    /** As if the sale opened, or its holds ended, a moment ago by the database's clock. */
    void opensNow(UUID sale) {
        database.sql()
                .sql("update sale.sale set opens_at = clock_timestamp() where id = ?")
                .param(sale)
                .update();
    }

    void holdsEndNow(UUID sale) {
        database.sql()
                .sql("update sale.claim set hold_until = clock_timestamp() where sale_id = ? and state = 'HELD'")
                .param(sale)
                .update();
    }

    /** Pays the claim and takes its units from the allocation, as a checkout does. */
    PayOutcome pay(UUID sale, UUID customer, UUID order) {
        return database.transact(() -> {
            PayOutcome outcome = sales.pay(sale, customer, order);
            if (outcome instanceof PayOutcome.Sold(int quantity)) {
                var part = new Confirmation.Part(sale, sales.require(sale).variantId(), quantity);
                inventory.confirmAll(List.of(new Confirmation(order, List.of(part))));
            }
            return outcome;
        });
    }

    /** How many claims were granted, are held, were paid and ended otherwise. */
    List<Long> figures(UUID sale) {
        SaleFigures figures = sales.figures(sale);
        return List.of(figures.granted(), figures.held(), figures.sold(), figures.expired());
    }

    /** The same counted from the claims. */
    List<Long> countedFigures(UUID sale) {
        return database.sql()
                .sql("""
                        select count(*), count(*) filter (where state = 'HELD'), count(*) filter (where state = 'SOLD'),
                               count(*) filter (where state in ('LAPSED', 'GIVEN_BACK'))
                        from sale.claim where sale_id = ?""")
                .param(sale)
                .query((row, n) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    /** What is wrong with this sale. */
    List<SaleReport.Difference> differences(UUID sale) {
        return sales.verify().differences().stream()
                .filter(difference -> difference.saleId().equals(sale))
                .toList();
    }

    ClaimOutcome claim(UUID sale, UUID customer) {
        return sales.claim(sale, customer, 1);
    }
}
