package io.peakday.limits;

/** What of a caller a policy counts by. Several together are counted by their combination. */
public enum KeyPart {
    /** Everybody together; stands alone. */
    GLOBAL,
    /** The network address: an IPv4 address, or the /64 of an IPv6 address, which is what one line has. */
    ADDRESS,
    /** The signed-in customer; the policy does not concern others. */
    CUSTOMER,
    /** The API key; the policy does not concern others. */
    API_KEY,
    /** Whoever it is: the signed-in customer or member of staff, the API key, or else the address. */
    CALLER
}
