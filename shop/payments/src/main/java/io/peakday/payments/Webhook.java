package io.peakday.payments;

/**
 * A message from a provider as it came in, not yet believed.
 *
 * @param provider the last part of the address it came to
 * @param signature the header {@code Peakday-Signature}: {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">}
 * @param body exactly the bytes that were signed, as UTF-8
 */
public record Webhook(String provider, String signature, String body) {}
