package io.peakday.web;

/**
 * What a busy node gives up last, and what first. A route has the priority that its {@link Route} says, else that of its area
 * ({@link RoutePriority}), else {@link #BROWSING}.
 */
public enum Priority {
    /** Buying: checkout, payment, and what operators need to end a rush. May use all that the node can do. */
    CRITICAL,
    /** A customer's own things: sign-in, account, cart, orders; the console; the files that pages are made of. */
    INTERACTIVE,
    /** Looking around: product, search and department pages, and whatever nobody has classed. */
    BROWSING,
    /** Looking around by a program that says so in its User-Agent. Never declared: it follows from the request. */
    CRAWLER,
    /** A rush for one item: claims and their waiting room. A bulkhead of their own, so that they take no room from the store. */
    CLAIM,
    /** Never refused and never counted: health and metrics, which must tell the truth most of all when it is busy. */
    EXEMPT
}
