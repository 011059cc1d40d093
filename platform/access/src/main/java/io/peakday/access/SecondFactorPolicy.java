package io.peakday.access;

/** Whether staff must have a second factor. */
public enum SecondFactorPolicy {
    OPTIONAL,
    REQUIRED
}
