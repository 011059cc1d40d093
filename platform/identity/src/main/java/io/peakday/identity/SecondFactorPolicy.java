package io.peakday.identity;

/** Whether staff must have a second factor. */
public enum SecondFactorPolicy {
    OPTIONAL,
    REQUIRED
}
