package io.peakday.access.command;

import io.peakday.engines.ProgramModules;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A role on the command line, in upper or lower case: one of those that the program's modules declare. */
final class RoleChoice implements Iterable<String>, ITypeConverter<Role> {
    private final Permissions permissions;

    RoleChoice(ProgramModules modules) {
        this.permissions = Permissions.of(modules);
    }

    @Override
    public Iterator<String> iterator() {
        return permissions.roles().stream().map(Role::name).iterator();
    }

    @Override
    public Role convert(String name) {
        return permissions
                .role(name.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + permissions.roles() + " (case-insensitive) but was '" + name + "'"));
    }
}
