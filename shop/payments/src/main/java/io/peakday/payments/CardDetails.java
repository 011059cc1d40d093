package io.peakday.payments;

import io.peakday.kernel.Checks;

/**
 * A card as a shopper types it. It lives only as long as the call that turns it into a {@link CardToken}: it is never
 * stored, never logged, and its text form hides everything but the last four digits.
 *
 * @param number 12 to 19 digits, spaces and hyphens allowed, with a valid Luhn check digit
 * @param expiryMonth 1 to 12
 * @param expiryYear four digits
 * @param cvc three or four digits
 * @param holder the name on the card, 1 to 100 characters
 */
public record CardDetails(String number, int expiryMonth, int expiryYear, String cvc, String holder) {
    public CardDetails {
        String digits = number == null ? "" : number.replaceAll("[ -]", "");
        new Checks()
                .require(
                        digits.matches("[0-9]{12,19}") && luhn(digits),
                        "number",
                        "card-number",
                        "The card number is not valid. Check it digit by digit.")
                .range("expiryMonth", expiryMonth, 1, 12)
                .range("expiryYear", expiryYear, 2000, 2100)
                .require(cvc != null && cvc.matches("[0-9]{3,4}"), "cvc", "cvc", "cvc must have three or four digits.")
                .text("holder", holder, 1, 100)
                .orThrow("payments.bad-card", "This card cannot be used as it was entered.");
        number = digits;
        holder = holder.strip();
    }

    /** The last four digits: all of the number that may be shown or kept. */
    public String last4() {
        return number.substring(number.length() - 4);
    }

    /** The brand by the leading digits (ISO/IEC 7812). */
    public String brand() {
        return switch (number.charAt(0)) {
            case '2', '5' -> "mastercard";
            case '3' -> "amex";
            case '4' -> "visa";
            case '6' -> "discover";
            default -> "card";
        };
    }

    /** The check of ISO/IEC 7812-1, annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    @Override
    public String toString() {
        return "CardDetails[" + brand() + " ···· " + last4() + "]";
    }
}
