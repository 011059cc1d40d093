package io.peakday.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a checkout has written down about people before there is an order of its id, and beside it: the checkout fills this, so that
 * an order and its checkout are forgotten together. All of it joins the caller's transaction.
 */
public interface CheckoutRecords {
    /**
     * A checkout that may still become an order, which will have its id.
     *
     * @param deadline when it is given up if it is not paid, and the bank has answered
     */
    record Open(UUID id, Instant deadline) {}

    /** Those of a guest with this e-mail address, in lower case, oldest first. */
    List<UUID> openOfGuest(String emailKey);

    /** Those of a customer, or the guest's one with this id, oldest first. */
    List<Open> open(UUID subject, Subject kind);

    /** Which of these customers and guests' checkouts have an open one. */
    Set<UUID> withOpen(Collection<UUID> subjects);

    /** Forgets the checkouts that came to nothing of a guest with this e-mail address, in lower case. */
    void forgetUnsuccessful(String emailKey);

    /** Forgets the checkouts of these customers, and the guests' ones with these ids, that came to nothing. */
    void forgetUnsuccessful(Collection<UUID> subjects);

    /** Forgets those that came to nothing before this time, of whomever. Safe on any number of nodes. */
    void forgetUnsuccessful(Instant before);

    /** Takes what is personal out of those that became these orders. */
    void erase(Collection<UUID> orders);

    /** Whose checkouts are meant. */
    enum Subject {
        CUSTOMER,
        GUESTS_CHECKOUT
    }
}
