package io.peakday.server.ops;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names the schemas of the API's document by module and class ({@code orders.Address}, {@code orders.OrderFacts.Line}): two
 * modules may use the same word for different things, and by the word alone one would be shown in place of the other.
 */
final class SchemaNames extends TypeNameResolver {
    private static final String MODULES = "io.peakday.";

    @Override
    protected String getNameOfClass(Class<?> type) {
        if (!type.getName().startsWith(MODULES)) {
            return super.getNameOfClass(type);
        }
        String module = type.getPackageName().substring(MODULES.length());
        int inner = module.indexOf('.');
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        return (inner < 0 ? module : module.substring(0, inner)) + "." + name;
    }
}
