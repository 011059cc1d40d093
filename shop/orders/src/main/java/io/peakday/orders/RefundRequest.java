package io.peakday.orders;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Money;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money to be refunded.
 *
 * @param id made by the caller; the same id never refunds twice
 * @param lines how much of which line; may be empty
 * @param other an amount not tied to a line (shipping, goodwill), or null
 * @param reason for staff and the customer's mail, 1 to 200 characters
 */
public record RefundRequest(
        UUID id, List<Line> lines, @Nullable Money other, String reason) {
    /**
     * So much of a line of the order.
     *
     * @param position the line's position in the order, from 1
     * @param amount gross, above zero
     */
    public record Line(int position, Money amount) {}

    public RefundRequest {
        lines = List.copyOf(lines);
        var positions = new HashSet<Integer>();
        var checks = new Checks()
                .require(
                        !lines.isEmpty() || other != null,
                        "lines",
                        "required",
                        "Name at least one line or another amount.")
                .require(lines.size() <= 100, "lines", "length", "lines must have at most 100 lines.")
                .require(
                        other == null || other.minor() > 0,
                        "other",
                        "out-of-range",
                        "other must be above zero, or absent.")
                .text("reason", reason, 1, 200);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            checks.require(
                            line.amount().minor() > 0,
                            "lines[" + i + "].amount",
                            "out-of-range",
                            "amount must be above zero.")
                    .require(
                            positions.add(line.position()),
                            "lines[" + i + "].position",
                            "duplicate",
                            "Each line may be named once.");
        }
        checks.orThrow("orders.bad-refund", "This refund cannot be made.");
    }
}
