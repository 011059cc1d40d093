package io.peakday.orders;

/**
 * Who makes a move, as the timeline shows it.
 *
 * @param label {@code system}, {@code customer}, {@code guest}, {@code staff anna@…}, {@code api-key warehouse}
 */
public record By(String label) {
    public static final By SYSTEM = new By("system");
    public static final By CUSTOMER = new By("customer");
    public static final By GUEST = new By("guest");

    public static By staff(String email) {
        return new By("staff " + email);
    }
}
