package io.peakday.identity;

/** What a member of staff or an API key may do. Customers and guests have none of these. */
public enum Permission {
    CATALOG_READ,
    CATALOG_WRITE,
    STOCK_READ,
    STOCK_WRITE,
    ORDERS_READ,
    ORDERS_WRITE,
    PAYMENTS_REFUND,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    REVIEWS_MODERATE,
    MAILBOX_READ,
    EVENTS_READ,
    EVENTS_REPLAY,
    AUDIT_READ,
    STAFF_MANAGE,
    HEALTH_READ,
    /** Erase people, export what is kept about them, and see what the law keeps of those who were erased. */
    PRIVACY_MANAGE
}
