package io.peakday.orders.console;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import io.peakday.orders.Order;
import io.peakday.orders.OrderLine;
import io.peakday.orders.ReturnRequest;
import io.peakday.web.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads from what was typed how many units of which line have come back. */
final class ReturnForm {
    private ReturnForm() {}

    static ReturnRequest read(Order order, Map<String, String> form) {
        List<FieldError> errors = new ArrayList<>();
        List<ReturnRequest.Line> lines = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            String field = "back." + line.position();
            String typed = form.getOrDefault(field, "").strip();
            try {
                int units = typed.isEmpty() ? 0 : Parameters.wholeInt(typed);
                if (units != 0) {
                    lines.add(new ReturnRequest.Line(line.position(), units));
                }
            } catch (NumberFormatException e) {
                errors.add(new FieldError(field, "format", "“" + typed + "” is not a whole number of units."));
            }
        }
        if (lines.isEmpty() && errors.isEmpty()) {
            errors.add(new FieldError("lines", "required", "Say how many units of what have come back."));
        }
        if (!errors.isEmpty()) {
            throw Failure.invalid("console.bad-return", errors.getFirst().message(), errors);
        }
        UUID id = Ids.parse(form.getOrDefault("id", ""))
                .orElseThrow(() -> Failure.invalid("console.bad-form", "Please open the order again."));
        return new ReturnRequest(id, lines, form.getOrDefault("reason", "").strip());
    }
}
