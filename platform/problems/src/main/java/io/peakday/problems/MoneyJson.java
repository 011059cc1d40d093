package io.peakday.problems;

import io.peakday.kernel.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Money in answers: {@code {"minor":8595,"currency":"EUR","amount":"85.95"}}; the amount is for people, not for sums. */
final class MoneyJson extends StdSerializer<Money> {
    public MoneyJson() {
        super(Money.class);
    }

    @Override
    public void serialize(Money money, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        json.writeNumberProperty("minor", money.minor());
        json.writeStringProperty("currency", money.currency().getCurrencyCode());
        json.writeStringProperty("amount", money.decimal());
        json.writeEndObject();
    }
}
