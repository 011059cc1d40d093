package io.peakday.sale.bench.planted;

import java.util.List;

/**
 * Violations in the database of a drill, which nothing but its superuser could make. The parameters: {@code sale}, {@code variant},
 * {@code winner} and {@code other} (customers with a unit), {@code loser} (one without), {@code order} and {@code otherOrder} (those
 * of the two), {@code fresh} (an id of nothing yet).
 */
public enum PlantedRows {
    NOTHING,
    MORE_THAN_WAS_ALLOCATED(
            "update sale.sale set set_aside = set_aside + 1, settled_at = now() where id = :sale",
            "update sale.counter set available = available + 1 where sale_id = :sale"),
    ONE_MORE_AVAILABLE("update sale.counter set available = available + 1 where sale_id = :sale"),
    SOLD_COUNTED_AS_RETURNED("update sale.counter set sold = sold - 1, returned = returned + 1 where sale_id = :sale"),
    CLAIM_TOO_MANY("""
            insert into sale.claim (sale_id, customer_id, turn, quantity, state, claimed_at, hold_until)
            select id, :loser, 1, 1, 'HELD', opens_at, now() + interval '1 hour' from sale.sale where id = :sale"""),
    UNIT_CAME_BACK_UNSOLD(
            "delete from payments.payment where id = (select payment_id from orders.orders where id = :order)",
            "delete from orders.line where order_id = :order",
            "delete from orders.orders where id = :order",
            "update sale.claim set state = 'LAPSED', order_id = null where sale_id = :sale and customer_id = :winner",
            "update sale.counter set sold = sold - 1, returned = returned + 1 where sale_id = :sale"),
    CLAIM_BEFORE_THE_OPENING("""
            update sale.claim c set claimed_at = s.opens_at - interval '1 millisecond' from sale.sale s
            where s.id = :sale and c.sale_id = s.id and c.customer_id = :winner"""),
    SECOND_CLAIM_HELD("""
            insert into sale.claim (sale_id, customer_id, turn, quantity, state, claimed_at, hold_until)
            select sale_id, customer_id, turn + 1, 1, 'HELD', claimed_at, now() + interval '1 hour'
            from sale.claim where sale_id = :sale and customer_id = :winner"""),
    SECOND_CLAIM_SOLD("""
            insert into sale.claim (sale_id, customer_id, turn, quantity, state, claimed_at, hold_until, order_id)
            select sale_id, customer_id, turn + 1, quantity, state, claimed_at, hold_until, order_id
            from sale.claim where sale_id = :sale and customer_id = :winner"""),
    CLAIM_OF_TWO_UNITS("update sale.claim set quantity = 2 where sale_id = :sale and customer_id = :winner"),
    CLAIM_DELETED("delete from sale.claim where sale_id = :sale and customer_id = :winner"),
    CLAIM_OF_A_LOSER("""
            insert into sale.claim (sale_id, customer_id, turn, quantity, state, claimed_at, hold_until)
            select id, :loser, 1, 1, 'LAPSED', opens_at, opens_at from sale.sale where id = :sale"""),
    CLAIM_OF_A_STRANGER("""
            insert into sale.claim (sale_id, customer_id, turn, quantity, state, claimed_at, hold_until)
            select id, :fresh, 1, 1, 'LAPSED', opens_at, opens_at from sale.sale where id = :sale"""),
    ORDERS_SWAPPED("""
            update sale.claim set order_id = case customer_id when :winner then :otherOrder else :order end
            where sale_id = :sale and customer_id in (:winner, :other)"""),

    PAYMENT_NOT_CAPTURED("""
            update payments.payment set captured = 0
            where id = (select payment_id from orders.orders where id = :order)"""),
    PAYMENT_OF_LESS("""
            update payments.payment set amount = amount - 1, captured = captured - 1
            where id = (select payment_id from orders.orders where id = :order)"""),
    PAYMENT_IN_ANOTHER_CURRENCY("""
            update payments.payment set currency = 'XXX'
            where id = (select payment_id from orders.orders where id = :order)"""),
    PAYMENT_REFUNDED("""
            update payments.payment set refunded = captured
            where id = (select payment_id from orders.orders where id = :order)"""),
    PAYMENT_WITHOUT_AN_ORDER("""
            insert into payments.payment select (jsonb_populate_record(p, jsonb_build_object('id', :fresh))).*
            from payments.payment p where p.id = (select payment_id from orders.orders where id = :order)"""),

    ORDER_WITHOUT_A_PAYMENT("update orders.orders set payment_id = null where id = :order"),
    ORDER_OF_TWO_UNITS("update orders.line set quantity = 2 where order_id = :order and variant_id = :variant"),
    ORDER_WITH_A_SECOND_LINE("""
            insert into orders.line
            select (jsonb_populate_record(l, jsonb_build_object('position', l.position + 1, 'quantity', 2))).*
            from orders.line l where l.order_id = :order and l.variant_id = :variant"""),
    ORDER_DELETED("delete from orders.line where order_id = :order", "delete from orders.orders where id = :order"),
    ORDER_DELETED_BUT_ITS_LINES("delete from orders.orders where id = :order"),
    ORDER_THAT_NOBODY_CLAIMED("""
            insert into payments.payment select (jsonb_populate_record(p, jsonb_build_object('id', :fresh))).*
            from payments.payment p where p.id = (select payment_id from orders.orders where id = :order)""", """
            insert into orders.orders select (jsonb_populate_record(o, jsonb_build_object(
                'id', :fresh, 'number', 'PLANTED', 'cart_id', null, 'payment_id', :fresh))).*
            from orders.orders o where o.id = :order""", """
            insert into orders.line select (jsonb_populate_record(l, jsonb_build_object('order_id', :fresh))).*
            from orders.line l where l.order_id = :order"""),

    MAIL_MISSING("delete from notify.outgoing where customer_id = :winner and kind = 'order-confirmation'"),
    MAIL_GIVEN_UP("""
            update notify.outgoing set state = 'FAILED'
            where customer_id = :winner and kind = 'order-confirmation'"""),
    MAIL_TWICE("""
            insert into notify.outgoing
            select (jsonb_populate_record(m, jsonb_build_object('id', :fresh, 'event_id', :fresh))).*
            from notify.outgoing m where m.customer_id = :winner and m.kind = 'order-confirmation'"""),
    EVENT_DEAD_LETTERED("""
            insert into events.dead_letter (id, consumer, event_id, topic, partition, record, type, version, key, occurred_at,
                producer, region, checksum, payload, error, stack, digest, attempts, state, since)
            values (:fresh, 'planted', :fresh, 'planted', 0, 0, 'planted', 1, 'planted', now(),
                'planted', 'planted', 'planted', '', 'planted', 'planted', 'planted', 1, 'DEAD', now())"""),

    STOCK_WITHOUT_ITS_ENTRY("update inventory.stock set on_hand = on_hand + 1 where variant_id = :variant"),
    STOCK_ENTRY_LOST("""
            delete from inventory.ledger
            where sequence = (select max(sequence) from inventory.ledger where variant_id = :variant)"""),
    STOCK_BELOW_ZERO("""
            insert into inventory.ledger (at, variant_id, location_id, kind, on_hand_delta, reserved_delta, reason)
            select now(), variant_id, location_id, 'ADJUST', -1 - on_hand, 0, 'planted'
            from inventory.stock where variant_id = :variant""", "update inventory.stock set on_hand = -1 where variant_id = :variant"),
    STOCK_RESERVED_TWICE("update inventory.stock set reserved = on_hand + 1 where variant_id = :variant");

    /** The order of the {@code winner}. */
    public static final String ORDER =
            "select order_id from sale.claim where sale_id = :sale and customer_id = :winner and state = 'SOLD'";

    /** What the schema refuses, and has to let in before it can be planted. */
    public static final String LET_IN =
            "alter table inventory.stock drop constraint stock_on_hand_check, drop constraint never_oversold";

    private final List<String> statements;

    PlantedRows(String... statements) {
        this.statements = List.of(statements);
    }

    public List<String> statements() {
        return statements;
    }
}
