package io.peakday.payments;

/**
 * What stands for a card everywhere in the shop: opaque, worthless outside the provider that issued it.
 *
 * @param token opaque; starts with {@code tok_}
 * @param brand lower case: {@code visa}, {@code mastercard}, {@code amex}, {@code discover} or {@code card}
 * @param last4 the last four digits of the number
 */
public record CardToken(String token, String brand, String last4, int expiryMonth, int expiryYear) {}
