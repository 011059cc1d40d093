package io.peakday.orders;

import io.peakday.kernel.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * What a customer wants to send back.
 *
 * @param id made by the caller; asking again with it returns the first
 * @param lines at least one; each line of the order at most once
 * @param reason in the customer's words, 1 to 500 characters
 */
public record ReturnRequest(UUID id, List<Line> lines, String reason) {
    /**
     * So many units of a line of the order.
     *
     * @param position the line's position in the order, from 1
     * @param quantity units, 1 to 9,999
     */
    public record Line(int position, int quantity) {}

    public ReturnRequest {
        lines = List.copyOf(lines);
        var positions = new HashSet<Integer>();
        var checks = new Checks()
                .require(!lines.isEmpty(), "lines", "required", "lines must name at least one line.")
                .require(lines.size() <= 100, "lines", "length", "lines must have at most 100 lines.")
                .text("reason", reason, 1, 500);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            checks.range("lines[" + i + "].quantity", line.quantity(), 1, 9_999)
                    .require(
                            positions.add(line.position()),
                            "lines[" + i + "].position",
                            "duplicate",
                            "Each line may be named once.");
        }
        checks.orThrow("orders.bad-return", "This return cannot be requested.");
    }
}
