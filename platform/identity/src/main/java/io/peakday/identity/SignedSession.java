package io.peakday.identity;

import java.util.UUID;

/**
 * A customer's session, as its token's signature says; whether it is still open is yet to be found out.
 *
 * <p>For what many customers do in the same second: whoever acts for them in one transaction asks for all their sessions in that
 * transaction ({@link Sessions#open(java.sql.Connection, java.util.Collection)}), instead of each having been looked up before.
 *
 * @param customerId to whom it was given
 * @param tokenKey of {@link io.peakday.secrets.Tokens#key}
 */
public record SignedSession(UUID customerId, String tokenKey) {}
