package io.peakday.apidocs;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Parameters that many operations share, and that mean the same in each: keys, versions, pages. */
final class CommonParameters {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    static final String CURSOR = "cursor";
    static final String LIMIT = "limit";

    private static final String EXAMPLE_KEY = "6f1c3f0e-6a35-4a57-9f4e-2f1a0c5d7b91";

    private CommonParameters() {}

    /** Replaces, or adds, what requests may be repeated by. */
    static void idempotencyKey(Operation operation, boolean required) {
        Parameter key = new HeaderParameter()
                .name(IDEMPOTENCY_KEY)
                .required(required)
                .description(
                        "A unique text for this request, best a UUID: the same request sent again with the same key is done"
                                + " once, and answered as the first time.")
                .schema(new StringSchema().minLength(8).maxLength(200).pattern("^[!-~]{8,200}$"))
                .example(EXAMPLE_KEY);
        List<Parameter> parameters =
                operation.getParameters() == null ? new ArrayList<>() : new ArrayList<>(operation.getParameters());
        parameters.removeIf(parameter -> parameter.getName().equals(IDEMPOTENCY_KEY));
        parameters.add(key);
        operation.setParameters(parameters);
    }

    /** Says of a parameter what is the same wherever one of its name is; nothing of others. */
    static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case IF_MATCH -> {
                parameter.setRequired(true);
                parameter.setDescription("The `ETag` that the resource was read with.");
                parameter.setSchema(new StringSchema().pattern("^\"v[0-9]+\"$"));
                parameter.setExample("\"v7\"");
            }
            case CURSOR ->
                parameter.setDescription("`next` of the page before; without it the first page is answered.");
            case LIMIT -> {
                if (parameter.getDescription() == null) {
                    parameter.setDescription("How many items a page has at most.");
                }
                if (parameter.getSchema() instanceof IntegerSchema size && size.getMinimum() == null) {
                    size.setMinimum(BigDecimal.ONE);
                }
            }
            default -> {
                // Its operation says it.
            }
        }
    }
}
