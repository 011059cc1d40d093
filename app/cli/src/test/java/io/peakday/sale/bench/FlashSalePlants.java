package io.peakday.sale.bench;

import io.peakday.sale.bench.FlashSaleRun.Paid;
import io.peakday.sale.bench.planted.PlantedRows;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every way in which a flash sale can go wrong, and what the audit says of it. */
final class FlashSalePlants {
    private static final String SUM = "available + held + sold + returned = allocated";
    private static final String COUNTERS = "the counters are what the claims say";
    private static final String STOCK = "the stock is what its ledger says";
    private static final String ALL_SOLD = "every unit that somebody wanted was sold";
    private static final String EARLY = "nothing was claimed before the opening";
    private static final String ONE_EACH = "nobody has more than one";
    private static final String ANSWERED_HAS = "every buyer whose claim was confirmed has one";
    private static final String HAS_ANSWERED = "every claim was confirmed to its buyer";
    private static final String ORDERED = "every sold unit is in one order that was paid in full";
    private static final String ONLY_SOLD = "no unit is in an order but those sold";
    private static final String PAID_HAS = "every buyer whose payment was confirmed has an order";
    private static final String COULD_PAY = "everybody who came in time could pay";
    private static final String FOR_NOTHING = "nobody paid for what is in no order";
    private static final String CONFIRMED = "every order was confirmed by a mail";
    private static final String CONFIRMED_ONCE = "no order was confirmed twice";
    private static final String DEAD_LETTERED = "no event was dead-lettered";
    private static final String IN_LINE =
            "nobody who asked after the first \"sold out\" got a unit before one came back";
    private static final String AGREED = "nobody got an answer that is not one of the agreed ones";
    private static final String CLEAR = "everybody has a clear answer in the end";

    private static final long LATE = Long.MAX_VALUE;
    private static final Paid TOO_LATE = new Paid("409 checkout.changed", LATE);

    private FlashSalePlants() {}

    static List<Plant<History>> all() {
        return Stream.of(claims(), orders(), words()).flatMap(List::stream).toList();
    }

    private static List<Plant<History>> claims() {
        return List.of(
                rows("more units than were allocated", PlantedRows.MORE_THAN_WAS_ALLOCATED, SUM),
                rows("a counter that has one more", PlantedRows.ONE_MORE_AVAILABLE, SUM, COUNTERS),
                rows(
                        "a sold unit that is counted as returned",
                        PlantedRows.SOLD_COUNTED_AS_RETURNED,
                        COUNTERS,
                        ALL_SOLD,
                        ORDERED,
                        ONLY_SOLD),
                both(
                        "a claim too many, confirmed to its customer",
                        PlantedRows.CLAIM_TOO_MANY,
                        history -> history.claim(history.loser(), 0, 1),
                        COUNTERS),
                both(
                        "a unit that came back and was not sold again",
                        PlantedRows.UNIT_CAME_BACK_UNSOLD,
                        history -> history.noPayment(history.winner()),
                        ALL_SOLD),
                rows("a claim before the opening", PlantedRows.CLAIM_BEFORE_THE_OPENING, EARLY),
                rows("a second claim that is held", PlantedRows.SECOND_CLAIM_HELD, ONE_EACH, COUNTERS),
                rows("a second claim that is sold", PlantedRows.SECOND_CLAIM_SOLD, ONE_EACH, COUNTERS, ORDERED),
                rows("a claim of two units", PlantedRows.CLAIM_OF_TWO_UNITS, ONE_EACH, COUNTERS, ORDERED, PAID_HAS),
                rows("a claim that is gone", PlantedRows.CLAIM_DELETED, ANSWERED_HAS, COUNTERS, ORDERED, PAID_HAS),
                rows("a claim of somebody who was answered otherwise", PlantedRows.CLAIM_OF_A_LOSER, HAS_ANSWERED),
                rows("a claim of somebody who never asked", PlantedRows.CLAIM_OF_A_STRANGER, HAS_ANSWERED),
                rows("a unit in stock that no entry explains", PlantedRows.STOCK_WITHOUT_ITS_ENTRY, STOCK),
                rows("a stock entry that is gone", PlantedRows.STOCK_ENTRY_LOST, STOCK));
    }

    private static List<Plant<History>> orders() {
        return List.of(
                rows("a payment that was not captured", PlantedRows.PAYMENT_NOT_CAPTURED, ORDERED, PAID_HAS),
                rows("a payment of less", PlantedRows.PAYMENT_OF_LESS, ORDERED, PAID_HAS),
                rows("a payment in another currency", PlantedRows.PAYMENT_IN_ANOTHER_CURRENCY, ORDERED, PAID_HAS),
                rows("a payment that was refunded", PlantedRows.PAYMENT_REFUNDED, ORDERED, PAID_HAS),
                rows("an order without a payment", PlantedRows.ORDER_WITHOUT_A_PAYMENT, ORDERED, PAID_HAS, FOR_NOTHING),
                rows("two claims with each other's orders", PlantedRows.ORDERS_SWAPPED, ORDERED, PAID_HAS),
                rows("an order that is gone", PlantedRows.ORDER_DELETED, ORDERED, ONLY_SOLD, PAID_HAS, FOR_NOTHING),
                rows("an order of two units", PlantedRows.ORDER_OF_TWO_UNITS, ORDERED, ONLY_SOLD, PAID_HAS),
                rows("an order with a second line", PlantedRows.ORDER_WITH_A_SECOND_LINE, ORDERED, ONLY_SOLD, PAID_HAS),
                rows("an order that nobody claimed", PlantedRows.ORDER_THAT_NOBODY_CLAIMED, ONLY_SOLD),
                rows("a payment without an order", PlantedRows.PAYMENT_WITHOUT_AN_ORDER, FOR_NOTHING),
                rows("a mail that is missing", PlantedRows.MAIL_MISSING, CONFIRMED),
                rows("a mail that was given up", PlantedRows.MAIL_GIVEN_UP, CONFIRMED),
                rows("a second mail", PlantedRows.MAIL_TWICE, CONFIRMED_ONCE),
                rows("an event that was dead-lettered", PlantedRows.EVENT_DEAD_LETTERED, DEAD_LETTERED));
    }

    private static List<Plant<History>> words() {
        return List.of(
                replies(
                        "a unit confirmed without a claim",
                        history -> history.claim(history.loser(), 0, 1),
                        ANSWERED_HAS),
                replies("a claim that was not confirmed", history -> history.noClaim(history.winner()), HAS_ANSWERED),
                replies(
                        "a payment confirmed without an order",
                        history -> history.pay(history.loser(), new Paid("paid", LATE)),
                        PAID_HAS),
                replies(
                        "an order, and the answer that it was too late",
                        history -> history.pay(history.winner(), TOO_LATE),
                        PAID_HAS),
                replies(
                        "a payment confirmed in another's place",
                        history -> {
                            history.pay(history.loser(), new Paid("paid", LATE));
                            history.pay(history.winner(), TOO_LATE);
                        },
                        PAID_HAS),
                replies(
                        "a payment that was refused",
                        history -> history.pay(history.loser(), new Paid("402 payments.declined", LATE)),
                        COULD_PAY),
                replies(
                        "a payment for which nobody asked",
                        history -> history.pay(history.loser(), Paid.NEVER_ASKED),
                        COULD_PAY),
                both(
                        "the answer that it was too late when it was not",
                        PlantedRows.CLAIM_OF_A_LOSER,
                        history -> {
                            history.claim(history.loser(), 0, 1);
                            history.pay(history.loser(), new Paid(TOO_LATE.said(), 2));
                        },
                        COULD_PAY),
                replies(
                        "a unit for somebody who asked after it was sold out",
                        history -> history.claim(history.winner(), history.soldOut() + 1, history.soldOut() + 2),
                        IN_LINE),
                replies("a wrong answer", History::wrongAnswer, AGREED),
                replies("somebody without a clear answer", History::oneUnclear, CLEAR));
    }

    private static Plant<History> rows(String name, PlantedRows rows, String... breaks) {
        return Plant.inDatabase(name, rows, breaks);
    }

    private static Plant<History> replies(String name, Consumer<History> change, String... breaks) {
        return Plant.inRecords(name, changed(change), breaks);
    }

    private static Plant<History> both(String name, PlantedRows rows, Consumer<History> change, String... breaks) {
        return new Plant<>(name, List.of(breaks), rows, changed(change));
    }

    private static UnaryOperator<History> changed(Consumer<History> change) {
        return history -> {
            History changed = new History(history.run());
            change.accept(changed);
            return changed;
        };
    }
}
