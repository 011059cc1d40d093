package io.peakday.apidocs;

import com.fasterxml.jackson.databind.JavaType;
import io.peakday.kernel.Money;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Duration;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types whose JSON is not what their Java looks like. */
final class ScalarSchemas implements ModelConverter {
    private static final String MONEY = "kernel.Money";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType asked = Json.mapper().constructType(type.getType());
        Class<?> raw = asked == null ? null : asked.getRawClass();
        if (raw == Currency.class) {
            return currency();
        }
        if (raw == Duration.class) {
            return text("duration", "ISO 8601, such as `PT10M`.", "PT10M");
        }
        if (raw == Money.class) {
            context.defineModel(MONEY, money(), type, null);
            JsonSchema reference = new JsonSchema();
            reference.set$ref("#/components/schemas/" + MONEY);
            return reference;
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static JsonSchema currency() {
        JsonSchema schema = text(null, "ISO 4217.", "EUR");
        schema.setPattern("^[A-Z]{3}$");
        return schema;
    }

    private static JsonSchema money() {
        JsonSchema minor = new JsonSchema();
        minor.setTypes(Set.of("integer"));
        minor.setFormat("int64");
        minor.setDescription(
                "The amount in the currency's minor unit: cents of EUR, whole yen of JPY. May be negative.");
        JsonSchema amount = text(null, "The amount as people write it; for showing, not for sums. Not read.", "85.95");
        amount.setReadOnly(true);
        JsonSchema schema = new JsonSchema();
        schema.setTypes(Set.of("object"));
        schema.setDescription("An exact amount of one currency.");
        schema.addProperty("minor", minor);
        schema.addProperty("currency", currency());
        schema.addProperty("amount", amount);
        schema.setRequired(List.of("minor", "currency"));
        schema.setExample(Map.of("minor", 8595, "currency", "EUR", "amount", "85.95"));
        return schema;
    }

    private static JsonSchema text(@Nullable String format, String description, String example) {
        JsonSchema schema = new JsonSchema();
        schema.setTypes(Set.of("string"));
        schema.setFormat(format);
        schema.setDescription(description);
        schema.setExample(example);
        return schema;
    }
}
