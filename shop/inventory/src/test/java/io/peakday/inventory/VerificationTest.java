package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.inventory.VerifyReport.Difference;
import io.peakday.inventory.VerifyReport.What;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerificationTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    Stage stage;
    UUID place;
    UUID variant;
    UUID held;
    UUID sold;

    @BeforeEach
    void sell() {
        stage = new Stage(postgres);
        place = stage.location();
        variant = stage.variant(10);
        held = Ids.next();
        sold = Ids.next();
        stage.reserve(held, variant, 2);
        stage.reserve(sold, variant, 3);
        stage.inventory.confirm(sold);
    }

    /** Plants a lie, and gives what the verification says of this test's variant; then takes it back. */
    VerifyReport planted(String statement, Object... parameters) {
        VerifyReport[] report = new VerifyReport[1];
        try {
            postgres.database().run(() -> {
                assertThat(postgres.database()
                                .sql()
                                .sql(statement)
                                .params(parameters)
                                .update())
                        .isEqualTo(1);
                report[0] = stage.inventory.verify();
                throw new IllegalStateException("take it back");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("take it back");
        }
        return report[0];
    }

    @Test
    void booksThatAgreeAreClean() {
        VerifyReport report = stage.inventory.verify();

        assertThat(report.clean()).isTrue();
        assertThat(report.entries()).isGreaterThanOrEqualTo(4);
        assertThat(report.levels()).isPositive();
        assertThat(report.reservations()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLevelThatSomebodyChangedBesideTheLedgerIsNamed() {
        VerifyReport report = planted("update inventory.stock set on_hand = on_hand + 5 where variant_id = ?", variant);

        assertThat(report.differences()).containsExactly(new Difference(What.ON_HAND, variant, place, null, 7, 12));
        assertThat(report.differenceCount()).isEqualTo(1);
        assertThat(report.clean()).isFalse();
    }

    @Test
    void aReservedNumberThatNobodyHoldsIsNamed() {
        VerifyReport report = planted("update inventory.stock set reserved = 0 where variant_id = ?", variant);

        assertThat(report.differences())
                .containsExactly(
                        new Difference(What.HELD, variant, place, null, 2, 0),
                        new Difference(What.RESERVED, variant, place, null, 2, 0));
    }

    @Test
    void aReservationInAStateThatTheLedgerDoesNotKnowIsNamed() {
        VerifyReport report = planted("update inventory.reservation set state = 'CONFIRMED' where id = ?", held);

        assertThat(report.differences())
                .containsExactly(
                        new Difference(What.HELD, variant, place, null, 0, 2),
                        new Difference(What.RESERVATION_HELD, variant, place, held, 2, 0),
                        new Difference(What.RESERVATION_SOLD, variant, place, held, 0, 2));
    }

    @Test
    void aReservationThatVanishedIsNamed() {
        VerifyReport report = planted("delete from inventory.reservation where id = ?", sold);

        assertThat(report.differences())
                .containsExactly(new Difference(What.RESERVATION_SOLD, variant, place, sold, 3, 0));
    }
}
