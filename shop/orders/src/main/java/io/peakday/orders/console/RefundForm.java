package io.peakday.orders.console;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.orders.Order;
import io.peakday.orders.OrderLine;
import io.peakday.orders.RefundRequest;
import io.peakday.ui.TypedMoney;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a refund from what was typed: amounts as people write them, every wrong one named. */
final class RefundForm {
    private RefundForm() {}

    static RefundRequest read(Order order, Map<String, String> form) {
        List<FieldError> errors = new ArrayList<>();
        List<RefundRequest.Line> lines = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            Money amount = amount(order, "line." + line.position(), form, errors);
            if (amount != null) {
                lines.add(new RefundRequest.Line(line.position(), amount));
            }
        }
        Money other = amount(order, "other", form, errors);
        if (!errors.isEmpty()) {
            throw Failure.invalid("console.bad-amount", "This refund was not asked for.", errors);
        }
        UUID id = Ids.parse(form.getOrDefault("id", ""))
                .orElseThrow(() -> Failure.invalid("console.bad-form", "Please open the order again."));
        return new RefundRequest(
                id, lines, other, form.getOrDefault("reason", "").strip());
    }

    private static @Nullable Money amount(
            Order order, String field, Map<String, String> form, List<FieldError> errors) {
        String typed = form.getOrDefault(field, "").strip();
        if (typed.isEmpty()) {
            return null;
        }
        try {
            Money money = TypedMoney.read(typed, order.refunded().currency());
            return money.isZero() ? null : money;
        } catch (RuntimeException e) {
            errors.add(new FieldError(field, "format", "“" + typed + "” is not an amount such as 12.50."));
            return null;
        }
    }
}
