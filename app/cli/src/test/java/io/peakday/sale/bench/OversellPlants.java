package io.peakday.sale.bench;

import io.peakday.checkout.bench.OversellAudit;
import io.peakday.checkout.bench.OversellDrill.Reply;
import io.peakday.sale.bench.planted.PlantedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Every way in which a race can go wrong, and what the audit says of it. */
final class OversellPlants {
    private static final String ANSWERED = "as many orders were confirmed as there are units";
    private static final String YES_OR_NO = "every answer is yes or no";
    private static final String QUICK = "nobody waited longer than 2 s";
    private static final String ORDERED = "as many units are in orders as there are";
    private static final String TRUE = "every confirmed order exists, and no other";
    private static final String PAID = "every order is paid";
    private static final String FOR_NOTHING = "nobody paid for what is in no order";
    private static final String NOT_NEGATIVE = "the stock is not below zero";
    private static final String LEDGER = "the stock is what its ledger says";

    private OversellPlants() {}

    static List<Plant<List<Reply>>> all() {
        return List.of(
                replies("one buyer was answered twice", list -> replace(list, Reply::soldOut, winner(list)), ANSWERED),
                replies(
                        "a confirmed order that does not exist",
                        list -> replace(list, Reply::soldOut, answered(loser(list), winner(list))),
                        ANSWERED,
                        TRUE),
                replies(
                        "an order that was not confirmed",
                        list -> replace(list, Reply::paid, loser(list)),
                        ANSWERED,
                        TRUE),
                replies(
                        "an order confirmed in another's place",
                        list -> replace(
                                replace(list, Reply::soldOut, answered(loser(list), winner(list))),
                                one -> one.equals(winner(list)),
                                answered(winner(list), loser(list))),
                        TRUE),
                replies("neither yes nor no", list -> replace(list, Reply::soldOut, unclear(loser(list))), YES_OR_NO),
                replies("somebody who waited", list -> replace(list, Reply::soldOut, slow(loser(list))), QUICK),
                rows("an order of two units", PlantedRows.ORDER_OF_TWO_UNITS, ORDERED),
                rows("an order that nobody asked for", PlantedRows.ORDER_THAT_NOBODY_CLAIMED, ORDERED, TRUE),
                rows("an order that is gone", PlantedRows.ORDER_DELETED, ORDERED, TRUE, FOR_NOTHING),
                rows(
                        "an order of which only lines are left",
                        PlantedRows.ORDER_DELETED_BUT_ITS_LINES,
                        TRUE,
                        FOR_NOTHING),
                rows("a payment that was not captured", PlantedRows.PAYMENT_NOT_CAPTURED, PAID),
                rows("a payment of less", PlantedRows.PAYMENT_OF_LESS, PAID),
                rows("a payment in another currency", PlantedRows.PAYMENT_IN_ANOTHER_CURRENCY, PAID),
                rows("a payment that was refunded", PlantedRows.PAYMENT_REFUNDED, PAID),
                rows("an order without a payment", PlantedRows.ORDER_WITHOUT_A_PAYMENT, PAID, FOR_NOTHING),
                rows("a payment without an order", PlantedRows.PAYMENT_WITHOUT_AN_ORDER, FOR_NOTHING),
                rows("a stock below zero that its ledger explains", PlantedRows.STOCK_BELOW_ZERO, NOT_NEGATIVE),
                rows("more units reserved than there are", PlantedRows.STOCK_RESERVED_TWICE, NOT_NEGATIVE, LEDGER),
                rows("a unit in stock that no entry explains", PlantedRows.STOCK_WITHOUT_ITS_ENTRY, LEDGER),
                rows("a stock entry that is gone", PlantedRows.STOCK_ENTRY_LOST, LEDGER));
    }

    static Reply winner(List<Reply> replies) {
        return replies.stream().filter(Reply::paid).findFirst().orElseThrow();
    }

    private static Reply loser(List<Reply> replies) {
        return replies.stream().filter(Reply::soldOut).findFirst().orElseThrow();
    }

    private static Reply answered(Reply buyer, Reply as) {
        return new Reply(buyer.checkout(), as.status(), as.text(), as.millis());
    }

    private static Reply unclear(Reply buyer) {
        return new Reply(buyer.checkout(), 503, "later", buyer.millis());
    }

    private static Reply slow(Reply buyer) {
        return new Reply(buyer.checkout(), buyer.status(), buyer.text(), OversellAudit.CLEAR_WITHIN.toMillis() + 1);
    }

    private static List<Reply> replace(List<Reply> replies, Predicate<Reply> which, Reply by) {
        List<Reply> changed = new ArrayList<>(replies);
        changed.set(replies.indexOf(replies.stream().filter(which).findFirst().orElseThrow()), by);
        return changed;
    }

    private static Plant<List<Reply>> rows(String name, PlantedRows rows, String... breaks) {
        return Plant.inDatabase(name, rows, breaks);
    }

    private static Plant<List<Reply>> replies(String name, UnaryOperator<List<Reply>> change, String... breaks) {
        return Plant.inRecords(name, change, breaks);
    }
}
