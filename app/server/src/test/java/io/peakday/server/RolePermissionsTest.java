package io.peakday.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.ProgramModules;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.testkit.GoldenLists;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the roles of the whole program hold: people were given them, so nobody holds more or less by a change of a module. Each module has
 * what its permissions are held by in {@code golden/roles.txt}; {@code -Dpeakday.roles.record=true} records it.
 */
class RolePermissionsTest {
    private static final GoldenLists LISTS = GoldenLists.named("roles.txt");

    private final Permissions permissions = Permissions.of(ProgramModules.of(ModuleRegistry.all()));

    @Test
    void theOwnerHoldsEveryPermissionThatAModuleDeclares() {
        assertThat(permissions.of(Role.OWNER))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(ModuleRegistry.all().stream()
                        .flatMap(RolePermissionsTest::declared)
                        .toList());
    }

    @Test
    void everyOtherRoleHoldsWhatIsRecorded() throws IOException {
        SortedMap<String, SortedSet<String>> now = new TreeMap<>();
        for (Class<? extends ModuleDescriptor> module : ModuleRegistry.all()) {
            List<Permission> declared = declared(module).toList();
            SortedSet<String> held = permissions.roles().stream()
                    .filter(role -> !role.equals(Role.OWNER))
                    .flatMap(role -> permissions.of(role).stream()
                            .filter(declared::contains)
                            .map(permission -> role + " " + permission.name()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!held.isEmpty()) {
                now.computeIfAbsent(LISTS.module(module.getName()), folder -> new TreeSet<>())
                        .addAll(held);
            }
        }
        if (Boolean.getBoolean("peakday.roles.record")) {
            LISTS.record(now);
        }
        assertThat(LISTS.differences(now)).isEmpty();
    }

    @Test
    void noPermissionIsGivenToARoleThatNobodyDeclares() {
        assertThat(permissions.roles())
                .containsAll(ModuleRegistry.all().stream()
                        .map(ModuleDescriptor::of)
                        .flatMap(module -> module instanceof PermissionModule declares
                                ? declares.permissions().stream().flatMap(one -> one.roles().stream())
                                : Stream.of())
                        .toList());
    }

    private static Stream<Permission> declared(Class<? extends ModuleDescriptor> module) {
        return ModuleDescriptor.of(module) instanceof PermissionModule declares
                ? declares.permissions().stream().map(DeclaredPermission::permission)
                : Stream.of();
    }
}
