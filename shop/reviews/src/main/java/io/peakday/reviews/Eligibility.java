package io.peakday.reviews;

/** Whether a customer may review a product. */
public enum Eligibility {
    MAY_REVIEW,
    ALREADY_REVIEWED,
    NOT_PURCHASED
}
