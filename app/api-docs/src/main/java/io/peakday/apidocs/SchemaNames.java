package io.peakday.apidocs;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names the schemas of the API's document by module and class ({@code orders.Address}, {@code notify.ReceivedMail.Line}): two
 * modules may use the same word for different things, and by the word alone one would be shown in place of the other.
 */
final class SchemaNames extends TypeNameResolver {
    private static final String MODULES = "io.peakday.";

    /** Modules whose schemas have been called otherwise since before they were modules of their own: clients are made of the names. */
    private static final Map<String, String> KEPT = Map.of(
            "mail",
            "notify",
            "problems",
            "web",
            "live",
            "web",
            "pricing",
            "orders",
            "checkout",
            "orders",
            "secrets",
            "identity",
            "audit",
            "identity",
            "access",
            "identity",
            "customers",
            "identity",
            "eventsadmin",
            "server");

    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

    /** The class that was given this name; null if none was. */
    @Nullable
    Class<?> type(String name) {
        return types.get(name);
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        if (!type.getName().startsWith(MODULES)) {
            return super.getNameOfClass(type);
        }
        String module = type.getPackageName().substring(MODULES.length());
        int inner = module.indexOf('.');
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        String outer = inner < 0 ? module : module.substring(0, inner);
        String schema = KEPT.getOrDefault(outer, outer) + "." + name;
        types.put(schema, type);
        return schema;
    }
}
