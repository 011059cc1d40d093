package io.peakday.inventory;

/** The life of a reservation: held, and then exactly one of the others. Only an expired one can come back. */
public enum ReservationState {
    /** The units are reserved. */
    HELD,
    /** The units were sold and have left the stock. */
    CONFIRMED,
    /** Released by the caller. */
    RELEASED,
    /** Released by the clock. */
    EXPIRED
}
