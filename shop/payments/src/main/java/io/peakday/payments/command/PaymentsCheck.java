package io.peakday.payments.command;

import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.Subject;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import io.peakday.payments.PaymentSetup;
import java.util.List;

/** Nothing is broken where nobody takes payments, or only test cards; but who runs the store must know. */
public final class PaymentsCheck {
    public static final DoctorCheck CHECK =
            new DoctorCheck("payments", 200, When.WHILE_RUNNING, PaymentsCheck::provider);

    private PaymentsCheck() {}

    private static List<Finding> provider(Subject store) {
        return switch (store.noted("payments")) {
            case "none" -> List.of(Finding.note("payments", PaymentSetup.HOW_TO_SET_UP));
            case "sandbox" -> List.of(Finding.note("payments", PaymentSetup.TEST_CARDS));
            default -> List.of();
        };
    }
}
