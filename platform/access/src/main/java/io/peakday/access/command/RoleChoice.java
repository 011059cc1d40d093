package io.peakday.access.command;

import io.peakday.commandkit.StoreChoice;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A role on the command line, in upper or lower case: one of those that the program's modules declare. */
final class RoleChoice implements Iterable<String>, ITypeConverter<Role> {
    private final StoreChoice store;

    /** @param store asked for the modules only where a role is given or listed: other commands begin without them */
    RoleChoice(StoreChoice store) {
        this.store = store;
    }

    @Override
    public Iterator<String> iterator() {
        return Permissions.of(store.modules()).roles().stream().map(Role::name).iterator();
    }

    @Override
    public Role convert(String name) {
        Permissions permissions = Permissions.of(store.modules());
        return permissions
                .role(name.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + permissions.roles() + " (case-insensitive) but was '" + name + "'"));
    }
}
