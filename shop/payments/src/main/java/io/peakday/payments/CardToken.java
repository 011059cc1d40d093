package io.peakday.payments;

/**
 * What stands for a card everywhere in the shop: opaque, worthless outside the provider that issued it.
 *
 * @param token opaque; starts with {@code tok_}, up to 200 characters
 * @param brand {@code visa}, {@code mastercard}, {@code amex}, {@code discover} or {@code card} (any other)
 * @param last4 the last four digits of the number
 * @param expiryMonth 1 to 12
 * @param expiryYear four digits
 */
public record CardToken(String token, String brand, String last4, int expiryMonth, int expiryYear) {}
