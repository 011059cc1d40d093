package io.peakday.inventory;

/** The life of a reservation: held, and then exactly one of the others. Only an expired one can come back. */
public enum ReservationState {
    /** The units are set aside. */
    HELD,
    /** The units were sold and have left the stock. */
    CONFIRMED,
    /** Given back by the caller. */
    RELEASED,
    /** Given back by the clock. */
    EXPIRED
}
