package io.peakday.identity;

import io.peakday.engines.ProgramModules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which permissions there are, and which of them each role holds: what the modules of the program have declared. It does not
 * change while the program runs.
 */
public final class Permissions {
    private final Map<String, Permission> byName;
    private final Map<Role, Set<Permission>> byRole;

    private Permissions(List<DeclaredPermission> declared) {
        this.byName = Collections.unmodifiableMap(declared.stream()
                .map(DeclaredPermission::permission)
                .collect(Collectors.toMap(Permission::name, one -> one, (one, same) -> one, LinkedHashMap::new)));
        this.byRole = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            byRole.put(
                    role,
                    select(declared, one -> role == Role.OWNER || one.roles().contains(role)));
        }
    }

    /**
     * The permissions of the program.
     *
     * @throws IllegalStateException if two modules declare one
     */
    public static Permissions of(ProgramModules modules) {
        Map<Permission, String> owners = new HashMap<>();
        List<DeclaredPermission> declared = new ArrayList<>();
        modules.with(PermissionModule.class)
                .forEach(module -> module.permissions().forEach(one -> {
                    String other = owners.put(one.permission(), module.name());
                    if (other != null) {
                        throw new IllegalStateException("The permission " + one.permission()
                                + " is declared twice: by the module " + other + " and by the module " + module.name()
                                + ".");
                    }
                    declared.add(one);
                }));
        declared.sort(
                Comparator.comparingInt(DeclaredPermission::position).thenComparing(DeclaredPermission::permission));
        return new Permissions(declared);
    }

    /** The permissions of these modules. */
    public static Permissions of(PermissionModule... modules) {
        return of(new ProgramModules(List.of(modules)));
    }

    /** All of them, which is what {@link Role#OWNER} holds, in their order. */
    public Set<Permission> all() {
        return of(Role.OWNER);
    }

    /** The permission with this name; empty if none is declared. */
    public Optional<Permission> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those of these names that are declared, in their order: names that a newer program has written give nothing here. */
    public Set<Permission> named(Collection<String> names) {
        return names.stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .collect(Collectors.collectingAndThen(Collectors.toSet(), this::ordered));
    }

    /** What this role holds, in their order. */
    public Set<Permission> of(Role role) {
        return Objects.requireNonNull(byRole.get(role));
    }

    /** Everything that somebody with all these roles may do, in their order. */
    public Set<Permission> of(Collection<Role> roles) {
        if (roles.size() == 1) {
            return of(roles.iterator().next());
        }
        return roles.stream()
                .flatMap(role -> of(role).stream())
                .collect(Collectors.collectingAndThen(Collectors.toSet(), this::ordered));
    }

    /** The same in the order of all; any that are not declared come last. */
    public Set<Permission> ordered(Set<Permission> permissions) {
        return Stream.concat(
                        all().stream().filter(permissions::contains),
                        permissions.stream().filter(one -> !isDeclared(one)).sorted())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    /**
     * Before somebody relies on a permission.
     *
     * @param where who names it, to find the mistake by
     * @throws IllegalStateException if no module declares it
     */
    public void requireDeclared(String name, String where) {
        if (!byName.containsKey(name)) {
            throw new IllegalStateException(where + " requires the permission " + name
                    + ", which no module declares. Declared are: " + String.join(", ", byName.keySet()) + ".");
        }
    }

    /** What a member's row in the database says, less what this program does not know. */
    public Set<Permission> ofRoles(String... names) {
        return of(Role.named(names));
    }

    private boolean isDeclared(Permission permission) {
        return byName.containsKey(permission.name());
    }

    private static Set<Permission> select(List<DeclaredPermission> declared, Predicate<DeclaredPermission> held) {
        return declared.stream()
                .filter(held)
                .map(DeclaredPermission::permission)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }
}
