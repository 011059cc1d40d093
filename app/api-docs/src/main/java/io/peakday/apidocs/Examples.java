package io.peakday.apidocs;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;

/** Examples of what is written the same way everywhere. */
final class Examples {
    private static final String ID = "0199b1c2-7d3e-7a41-9c55-3e1f0a6b2d84";

    private Examples() {}

    /** Where the parameter has none of its own. */
    static void add(Parameter parameter) {
        Schema<?> schema = parameter.getSchema();
        if (parameter.getExample() != null
                || parameter.getExamples() != null
                || schema == null
                || schema.getExample() != null) {
            return;
        }
        if ("uuid".equals(schema.getFormat())) {
            parameter.setExample(ID);
        } else if ("date-time".equals(schema.getFormat())) {
            parameter.setExample("2026-11-27T09:00:00Z");
        } else if (parameter.getName().equals(CommonParameters.LIMIT)) {
            parameter.setExample(20);
        }
    }
}
