package io.peakday.sale.bench;

import io.peakday.customers.bench.Buyers;
import io.peakday.sale.Sale;
import io.peakday.sale.bench.FlashSaleDrill.Happening;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A flash sale as its buyers saw it: what the audit compares with the database.
 *
 * @param paid buyer and what came of paying, of everybody who set out to
 * @param rushed from the opening until everybody had a clear answer
 */
record FlashSaleRun(
        Sale sale,
        Buyers buyers,
        Answers answers,
        Map<Integer, Paid> paid,
        Duration rushed,
        List<Happening> happenings) {
    FlashSaleRun {
        paid = Map.copyOf(paid);
        happenings = List.copyOf(happenings);
    }

    /**
     * What came of paying.
     *
     * @param said "paid", or the last answer
     * @param answered when, in nanoseconds since the opening
     */
    record Paid(String said, long answered) {
        /** Of a buyer for whom nobody has asked yet. */
        static final Paid NEVER_ASKED = new Paid("never asked", Long.MAX_VALUE);

        boolean inFull() {
            return said.equals("paid");
        }

        /** Answered that the hold was over when the checkout began. */
        boolean tooLate() {
            return said.contains("cart.nothing-claimed")
                    || said.contains("checkout.out-of-stock")
                    || said.contains("checkout.stopped")
                    || said.contains("checkout.changed");
        }
    }
}
