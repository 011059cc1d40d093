package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.contracts.CheckoutStep.Attempt;
import io.peakday.contracts.CheckoutStep.Line;
import io.peakday.contracts.CheckoutStep.Verdict;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What checkout is answered about claims that are in the cart. */
class HeldClaimsTest {
    private static final String NAME = "Console of the year";

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;
    private final UUID ada = Ids.next();

    @Test
    void checkoutGoesOnWithWhatIsHeldAndWithWhatIsInNoSale() {
        UUID sale = stage.open(2, 2);
        claim(sale, ada, 2);
        passes(check(ada, line(sale, 2), new Line(UUID.randomUUID(), 9, null)));
        passes(check(null, new Line(UUID.randomUUID(), 1, null)));
        sales.pause(sale);
        passes(check(ada, line(sale, 2)));
        sales.stop(sale);
        passes(check(ada, line(sale, 2)));
    }

    @Test
    void aClaimThatWasReleasedStopsCheckoutUntilItIsClaimedAgain() {
        UUID sale = stage.open(2, 2);
        claim(sale, ada, 1);
        sales.release(sale, ada);
        stops(check(ada, line(sale, 1)), "You do not hold " + NAME + " any more");
        claim(sale, ada, 2);
        stops(check(ada, line(sale, 1)), "You hold 2 of " + NAME + " now, your cart has 1");
        passes(check(ada, line(sale, 2)));
    }

    @Test
    void aClaimWhoseTimeIsOverStopsCheckoutWhetherOrNotItIsBackOnSaleYet() {
        UUID sale = stage.open(1, 1);
        claim(sale, ada, 1);
        stage.holdsEndNow(sale);
        stops(check(ada, line(sale, 1)), "The time to pay " + NAME + " is over");
        assertThat(sales.expireDue()).isEqualTo(1);
        stops(check(ada, line(sale, 1)), "The time to pay " + NAME + " is over");
    }

    @Test
    void aClaimThatIsPaidOrSomebodyElsesStopsCheckoutAndTheOthersOfTheCartDoNotHideIt() {
        UUID first = stage.open(2, 1);
        UUID second = stage.open(2, 1);
        UUID bert = Ids.next();
        claim(first, ada, 1);
        claim(second, bert, 1);
        stops(check(ada, line(first, 1), line(second, 1)), "You hold nothing in a sale that is in your cart");
        stage.pay(second, bert, UUID.randomUUID());
        stops(check(bert, line(second, 1)), "You have bought " + NAME + " already");
        stops(check(null, line(first, 1)), "You hold nothing in a sale that is in your cart");
    }

    private void claim(UUID sale, UUID customer, int units) {
        assertThat(sales.claim(sale, customer, units)).isInstanceOf(ClaimOutcome.Claimed.class);
    }

    private Verdict check(@Nullable UUID customer, Line... lines) {
        HeldClaims claims = new HeldClaims(sales);
        Attempt attempt = new Attempt(Ids.next(), customer, List.of(lines), Money.of(4900, "EUR"), "DE");
        return claims.concerns(attempt) ? claims.check(attempt) : Verdict.pass();
    }

    private static Line line(UUID sale, int units) {
        return new Line(UUID.randomUUID(), units, sale);
    }

    private static void passes(Verdict verdict) {
        assertThat(verdict).isEqualTo(Verdict.pass());
    }

    private static void stops(Verdict verdict, String title) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Stop.class, stop -> {
            assertThat(stop.title()).isEqualTo(title);
            assertThat(stop.details()).isNotEmpty();
        });
    }
}
