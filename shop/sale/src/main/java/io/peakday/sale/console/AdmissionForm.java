package io.peakday.sale.console;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.sale.AdmissionPolicy;
import io.peakday.ui.Formats;
import io.peakday.web.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The form that changes the waiting room of a sale that is planned or under way. */
final class AdmissionForm {
    private AdmissionForm() {}

    /** @throws Failure {@code console.bad-admission} with every field that is wrong */
    static AdmissionPolicy read(Map<String, String> typed) {
        List<FieldError> wrong = new ArrayList<>();
        AdmissionPolicy admission = new AdmissionPolicy(
                number(typed, "admissions", 1, AdmissionPolicy.MOST, wrong),
                number(typed, "challengeBits", 0, AdmissionPolicy.HARDEST, wrong));
        if (!wrong.isEmpty()) {
            throw Failure.invalid("console.bad-door", "The line cannot be changed.", wrong);
        }
        return admission;
    }

    private static int number(Map<String, String> typed, String field, int least, int most, List<FieldError> wrong) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty() && least == 0) {
            return 0;
        }
        try {
            int number = Parameters.wholeInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as one out of range.
        }
        wrong.add(new FieldError(
                field, "out-of-range", "A whole number from " + least + " to " + Formats.count(most) + "."));
        return least;
    }
}
