package io.peakday.orders;

import io.peakday.web.Page;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders and everything that happens to them after checkout. */
public final class Orders {
    public Optional<Order> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Order> byNumber(String number) {
        throw new UnsupportedOperationException();
    }

    /** The order with this number and e-mail, for somebody not signed in; throttled by {@code from} (an address). */
    public Optional<Order> lookUp(String number, String email, String from) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public Page<OrderSummary> list(OrderFilter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many orders are in each state; states without orders are absent. */
    public java.util.Map<OrderState, Long> counts() {
        throw new UnsupportedOperationException();
    }

    /** Writes the matching orders as CSV, newest first, streamed. */
    public void exportCsv(OrderFilter filter, Appendable to) throws IOException {
        throw new UnsupportedOperationException();
    }

    public List<TimelineEntry> timeline(UUID orderId) {
        throw new UnsupportedOperationException();
    }

    public Order pack(UUID orderId, By by) {
        throw new UnsupportedOperationException();
    }

    public Order ship(UUID orderId, Tracking tracking, By by) {
        throw new UnsupportedOperationException();
    }

    public Order deliver(UUID orderId, By by) {
        throw new UnsupportedOperationException();
    }

    /** Before shipping only: stock goes back, money goes back. */
    public Order cancel(UUID orderId, String reason, By by) {
        throw new UnsupportedOperationException();
    }

    public void note(UUID orderId, String text, By by) {
        throw new UnsupportedOperationException();
    }

    public OrderReturn requestReturn(UUID orderId, ReturnRequest request, By by) {
        throw new UnsupportedOperationException();
    }

    /** The goods came in: restocked, and refunded if asked for. */
    public OrderReturn receiveReturn(UUID returnId, boolean refund, By by) {
        throw new UnsupportedOperationException();
    }

    public OrderReturn rejectReturn(UUID returnId, String reason, By by) {
        throw new UnsupportedOperationException();
    }

    public List<OrderReturn> returns(UUID orderId) {
        throw new UnsupportedOperationException();
    }

    public Order refund(UUID orderId, RefundRequest request, By by) {
        throw new UnsupportedOperationException();
    }

    /** What of a line a customer may still return today; zero outside the window. */
    public int returnable(Order order, OrderLine line) {
        throw new UnsupportedOperationException();
    }

    /** Gives a verified customer the guest orders placed with that e-mail. @return how many */
    public int claim(UUID customerId, String verifiedEmail) {
        throw new UnsupportedOperationException();
    }

    /** Writes history in bulk: no mails, no stock, no events. Ids already there are skipped. @return how many were new */
    public int importHistory(List<HistoricOrder> orders) {
        throw new UnsupportedOperationException();
    }
}
