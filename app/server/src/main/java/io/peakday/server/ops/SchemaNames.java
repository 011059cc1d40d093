package io.peakday.server.ops;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Names the schemas of the API's document by room and class ({@code orders.Address}, {@code orders.OrderFacts.Line}): two
 * rooms may use the same word for different things, and by the word alone one would be shown in place of the other.
 */
final class SchemaNames extends TypeNameResolver {
    private static final String ROOMS = "io.peakday.";

    @Override
    protected String getNameOfClass(Class<?> type) {
        if (!type.getName().startsWith(ROOMS)) {
            return super.getNameOfClass(type);
        }
        String room = type.getPackageName().substring(ROOMS.length());
        int inner = room.indexOf('.');
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        return (inner < 0 ? room : room.substring(0, inner)) + "." + name;
    }
}
