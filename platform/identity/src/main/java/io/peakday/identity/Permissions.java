package io.peakday.identity;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.ProgramModules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which permissions there are, and which of them each role holds: what the modules of the program have declared. It does not
 * change while the program runs.
 */
public final class Permissions {
    private final Map<String, Permission> byName;
    private final Set<Permission> all;
    private final Set<Role> roles;
    private final Map<Role, Set<Permission>> byRole;
    private final List<DeclaredRole> declaredRoles;

    private Permissions(List<DeclaredPermission> permissions, List<DeclaredRole> roles) {
        this.byName = permissions.stream()
                .map(DeclaredPermission::permission)
                .collect(Collectors.toUnmodifiableMap(Permission::name, one -> one));
        this.all = inOrder(permissions.stream().map(DeclaredPermission::permission));
        this.roles = inOrder(roles.stream().map(DeclaredRole::role));
        this.byRole = held(permissions, roles);
        this.declaredRoles = List.copyOf(roles);
    }

    /**
     * The permissions of the program.
     *
     * @throws IllegalStateException if two modules declare the same permission or role
     */
    public static Permissions of(ProgramModules modules) {
        Declarations<Permission> permissions = new Declarations<>("permission");
        Declarations<Role> roles = new Declarations<>("role");
        List<DeclaredPermission> declared = new ArrayList<>();
        List<DeclaredRole> declaredRoles = new ArrayList<>();
        modules.with(PermissionModule.class).forEach(module -> {
            for (DeclaredPermission one : module.permissions()) {
                permissions.add(one.permission(), module);
                declared.add(one);
            }
            for (DeclaredRole one : module.roles()) {
                roles.add(one.role(), module);
                declaredRoles.add(one);
            }
        });
        declared.sort(
                Comparator.comparingInt(DeclaredPermission::position).thenComparing(DeclaredPermission::permission));
        declaredRoles.sort(Comparator.comparingInt(DeclaredRole::position).thenComparing(DeclaredRole::role));
        return new Permissions(declared, declaredRoles);
    }

    /** The permissions of these modules. */
    public static Permissions of(PermissionModule... modules) {
        return of(new ProgramModules(List.of(modules)));
    }

    /** All of them, which is what {@link Role#OWNER} holds, in their order. */
    public Set<Permission> all() {
        return all;
    }

    /** The roles that may be given, in their order. */
    public Set<Role> roles() {
        return roles;
    }

    /** The role with this name; empty if none is declared. */
    public Optional<Role> role(String name) {
        return roles.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Those of these names that are declared: names that a newer program has written give nothing here. */
    public Set<Role> roles(String... names) {
        return Arrays.stream(names).map(this::role).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
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

    /** What this role holds, in their order; nothing if no module declares it. */
    public Set<Permission> of(Role role) {
        return role.equals(Role.OWNER) ? all : byRole.getOrDefault(role, Set.of());
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
        return inOrder(Stream.concat(
                all.stream().filter(permissions::contains),
                permissions.stream().filter(one -> !isDeclared(one)).sorted()));
    }

    /**
     * Before somebody relies on a permission.
     *
     * @param where who names it, to find the mistake by
     * @throws IllegalStateException if no module declares it
     */
    public void requireDeclared(String name, String where) {
        if (!byName.containsKey(name)) {
            throw new IllegalStateException(
                    where + " requires the permission " + name + ", which no module declares. Declared are: "
                            + all.stream().map(Permission::name).collect(Collectors.joining(", ")) + ".");
        }
    }

    /**
     * Of the permissions of a whole program; one of some of its modules may lack the modules that declare roles.
     *
     * @throws IllegalStateException if a permission is given to a role that no module declares, or a role holds a permission that
     *     none declares
     */
    public void requireDeclaredRoles() {
        for (DeclaredRole one : declaredRoles) {
            Set<Permission> unknown = new TreeSet<>(one.permissions());
            unknown.removeAll(all);
            if (!unknown.isEmpty()) {
                throw new IllegalStateException(
                        "The role " + one.role() + " holds the permissions " + unknown + ", which no module declares.");
            }
        }
        byRole.forEach((role, held) -> {
            if (!roles.contains(role)) {
                throw new IllegalStateException("The permissions " + held + " are given to the role " + role
                        + ", which no module declares. Declared are: "
                        + roles.stream().map(Role::name).collect(Collectors.joining(", ")) + ".");
            }
        });
    }

    /** What a member's row in the database says, less what this program does not know. */
    public Set<Permission> ofRoles(String... names) {
        return of(roles(names));
    }

    private boolean isDeclared(Permission permission) {
        return byName.containsKey(permission.name());
    }

    private Map<Role, Set<Permission>> held(List<DeclaredPermission> permissions, List<DeclaredRole> roles) {
        Map<Role, Set<Permission>> held = new HashMap<>();
        permissions.forEach(one -> one.roles()
                .forEach(role ->
                        held.computeIfAbsent(role, any -> new HashSet<>()).add(one.permission())));
        roles.forEach(
                one -> held.computeIfAbsent(one.role(), any -> new HashSet<>()).addAll(one.permissions()));
        held.replaceAll((role, set) -> inOrder(all.stream().filter(set::contains)));
        return Map.copyOf(held);
    }

    private static <T> Set<T> inOrder(Stream<T> all) {
        return all.collect(Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    /** Who has declared what, so that nothing is declared twice. */
    private record Declarations<T>(String kind, Map<T, String> owners) {
        Declarations(String kind) {
            this(kind, new HashMap<>());
        }

        void add(T declared, ModuleDescriptor by) {
            String other = owners.put(declared, by.name());
            if (other != null) {
                throw new IllegalStateException("The " + kind + " " + declared + " is declared twice: by the module "
                        + other + " and by the module " + by.name() + ".");
            }
        }
    }
}
