package io.peakday.identity;

import java.util.Locale;

/** Whose session it is. */
public enum SessionKind {
    CUSTOMER,
    STAFF;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By which its tokens are distinguished. */
    byte letter() {
        return (byte) name().charAt(0);
    }
}
