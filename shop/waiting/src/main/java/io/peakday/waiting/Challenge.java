package io.peakday.waiting;

import java.time.Instant;

/**
 * Work to do before joining: find a nonce such that SHA-256 of {@code text} followed by the nonce begins with so many zero
 * bits. 2^bits tries on average; checking costs one hash.
 *
 * @param text 88 characters of base64url, signed; of this customer and this room only
 * @param bits leading zero bits that are needed, 0 to 30; 0: no challenge is asked for
 * @param expiresAt until when it is accepted, solved or not
 * @param slowFrom from when on it may be shown without a nonce instead, by those who cannot compute
 */
public record Challenge(String text, int bits, Instant expiresAt, Instant slowFrom) {}
