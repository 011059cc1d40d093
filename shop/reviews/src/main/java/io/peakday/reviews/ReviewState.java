package io.peakday.reviews;

/** Whether a review is seen. */
public enum ReviewState {
    /** Everybody sees it and its rating counts. */
    PUBLISHED,
    /** Only its author and the moderators see it, until one of them decides. */
    HELD,
    /** Only its author and the moderators see it, with the reason. */
    REJECTED
}
