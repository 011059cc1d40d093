package io.peakday.kernel;

/** Whose fault a {@link Failure} is, and so what kind of answer it deserves. */
public enum Fault {
    /** What was asked cannot be understood or is not allowed in itself (a bad field, a bad format). */
    INVALID,
    /** Nobody is signed in, and somebody must be. */
    UNAUTHENTICATED,
    /** Somebody is signed in, but may not do this. */
    FORBIDDEN,
    /** There is no such thing. Never used for a failed look-up. */
    NOT_FOUND,
    /** What was asked does not fit the state things are in (an old version, an illegal transition). */
    CONFLICT,
    /** Too much at once; trying again later helps. */
    TOO_MANY,
    /** A part we depend on does not answer; trying again later helps. */
    UNAVAILABLE,
    /** Our own broken promise. */
    INTERNAL;

    /** Whether the same request may succeed later without being changed. */
    public boolean retryHelps() {
        return this == TOO_MANY || this == UNAVAILABLE;
    }
}
