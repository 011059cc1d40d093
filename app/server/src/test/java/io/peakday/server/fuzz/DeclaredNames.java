package io.peakday.server.fuzz;

import io.peakday.engines.ProgramModules;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.server.ModuleRegistry;
import java.util.Arrays;
import java.util.List;

/** The names that a value can have where there is a fixed choice: constants of enums, and what modules declare. */
final class DeclaredNames {
    private static final Permissions PERMISSIONS = Permissions.of(ProgramModules.of(ModuleRegistry.all()));

    private DeclaredNames() {}

    /** Empty where there is no fixed choice. */
    static List<String> of(Class<?> type) {
        if (type == Role.class) {
            return PERMISSIONS.roles().stream().map(Role::name).toList();
        }
        if (type == Permission.class) {
            return PERMISSIONS.all().stream().map(Permission::name).toList();
        }
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Object::toString).toList()
                : List.of();
    }
}
