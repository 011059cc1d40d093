package io.peakday.identity;

import static io.peakday.identity.OperatorPermissions.HEALTH_READ;
import static io.peakday.identity.SamplePermissions.CATALOG_READ;
import static io.peakday.identity.SamplePermissions.CATALOG_WRITE;
import static io.peakday.identity.SamplePermissions.MAILBOX_REVEAL;
import static io.peakday.identity.SamplePermissions.STOCK_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
    private static final Permissions KNOWN = SampleIdentity.PERMISSIONS;

    /** A module that declares these. */
    private record Declares(String name, List<DeclaredPermission> permissions, List<DeclaredRole> roles)
            implements PermissionModule {
        static Declares of(String name, DeclaredPermission... permissions) {
            return new Declares(name, List.of(permissions), List.of());
        }

        Declares with(DeclaredRole... more) {
            return new Declares(name, permissions, List.of(more));
        }
    }

    @Test
    void allModulesPermissionsStandInTheOrderOfTheirPositions() {
        Permissions known = Permissions.of(
                Declares.of("late", DeclaredPermission.of(STOCK_READ, 30)),
                Declares.of(
                        "early", DeclaredPermission.of(CATALOG_WRITE, 20), DeclaredPermission.of(CATALOG_READ, 10)));
        assertThat(known.all()).containsExactly(CATALOG_READ, CATALOG_WRITE, STOCK_READ);
        assertThat(known.ordered(Set.of(STOCK_READ, new Permission("A_NEWER"), CATALOG_READ)))
                .containsExactly(CATALOG_READ, STOCK_READ, new Permission("A_NEWER"));
    }

    @Test
    void aRoleHoldsWhatTheModulesSayAndAnOwnerHoldsEverything() {
        Permissions known = Permissions.of(
                Declares.of("one", DeclaredPermission.of(CATALOG_READ, 10, new Role("CATALOG"), Role.SUPPORT)),
                Declares.of(
                        "other",
                        DeclaredPermission.of(STOCK_READ, 30, Role.SUPPORT),
                        DeclaredPermission.of(MAILBOX_REVEAL, 120)));
        assertThat(known.of(new Role("CATALOG"))).containsExactly(CATALOG_READ);
        assertThat(known.of(Role.SUPPORT)).containsExactly(CATALOG_READ, STOCK_READ);
        assertThat(known.of(Role.AUDITOR)).isEmpty();
        assertThat(known.of(Role.OWNER))
                .isEqualTo(known.all())
                .containsExactly(CATALOG_READ, STOCK_READ, MAILBOX_REVEAL);
        assertThat(known.of(Set.of())).isEmpty();
        assertThat(known.of(Set.of(new Role("CATALOG"), Role.AUDITOR))).containsExactly(CATALOG_READ);
        assertThat(known.of(Set.of(Role.AUDITOR, Role.OWNER))).isEqualTo(known.all());
    }

    @Test
    void namesThatNobodyDeclaresGiveNothingAndDoNotThrow() {
        assertThat(KNOWN.named(List.of("TELEPORT", "STOCK_READ", "stock_write", "", " ", "CATALOG_READ", "é")))
                .containsExactly(CATALOG_READ, STOCK_READ);
        assertThat(KNOWN.find("TELEPORT")).isEmpty();
        assertThat(KNOWN.find("stock_read")).isEmpty();
        assertThat(KNOWN.ofRoles("WIZARD", "owner")).isEmpty();
        assertThat(KNOWN.ofRoles("WIZARD", "CATALOG")).isEqualTo(KNOWN.of(new Role("CATALOG")));
        assertThat(KNOWN.of(new Role("CATALOG"))).contains(HEALTH_READ).doesNotContain(MAILBOX_REVEAL);
    }

    @Test
    void nobodyChangesWhatARoleHolds() {
        for (Set<Permission> held : List.of(
                KNOWN.all(),
                KNOWN.of(new Role("CATALOG")),
                KNOWN.of(Set.of(new Role("CATALOG"), Role.SUPPORT)),
                KNOWN.named(List.of("STOCK_READ")))) {
            assertThatThrownBy(() -> held.add(MAILBOX_REVEAL)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void twoModulesThatDeclareOneNameStopTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Permissions.of(
                        Declares.of("catalog", DeclaredPermission.of(CATALOG_READ, 10)),
                        Declares.of("copy", DeclaredPermission.of(new Permission("CATALOG_READ"), 500))))
                .withMessage("The permission CATALOG_READ is declared twice: by the module catalog and by the module"
                        + " copy.");
    }

    @Test
    void aRoleHoldsWhatItSaysOfModulesBelowIt() {
        Permissions known = Permissions.of(
                Declares.of("below", DeclaredPermission.of(STOCK_READ, 30), DeclaredPermission.of(CATALOG_READ, 10)),
                Declares.of("above", DeclaredPermission.of(CATALOG_WRITE, 20, new Role("CATALOG")))
                        .with(
                                DeclaredRole.of(new Role("CATALOG"), 2, CATALOG_READ, new Permission("LEFT_OUT")),
                                DeclaredRole.of(Role.SUPPORT, 1)));
        assertThat(known.roles()).containsExactly(Role.SUPPORT, new Role("CATALOG"));
        assertThat(known.role("CATALOG")).contains(new Role("CATALOG"));
        assertThat(known.role("catalog")).isEmpty();
        assertThat(known.of(new Role("CATALOG"))).containsExactly(CATALOG_READ, CATALOG_WRITE);
        assertThat(known.of(Role.SUPPORT)).isEmpty();
        assertThat(known.of(new Role("OF_A_NEWER_PROGRAM"))).isEmpty();
    }

    @Test
    void twoModulesThatDeclareOneRoleStopTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Permissions.of(
                        Declares.of("catalog").with(DeclaredRole.of(new Role("CATALOG"), 1)),
                        Declares.of("copy").with(DeclaredRole.of(new Role("CATALOG"), 2))))
                .withMessage("The role CATALOG is declared twice: by the module catalog and by the module copy.");
    }

    @Test
    void aPermissionOfARoleThatNobodyDeclaresStopsTheStartOfAWholeProgram() {
        Permissions known = Permissions.of(Declares.of("stock", DeclaredPermission.of(STOCK_READ, 30, Role.SUPPORT))
                .with(DeclaredRole.of(Role.OWNER, 1)));
        assertThatIllegalStateException()
                .isThrownBy(known::requireDeclaredRoles)
                .withMessage("The permissions [STOCK_READ] are given to the role SUPPORT, which no module declares."
                        + " Declared are: OWNER.");
        assertThat(known.roles("SUPPORT")).isEmpty();
        KNOWN.requireDeclaredRoles();
    }

    @Test
    void aRoleThatHoldsWhatNobodyDeclaresStopsTheStartOfAWholeProgram() {
        Permissions known = Permissions.of(
                Declares.of("stock").with(DeclaredRole.of(Role.SUPPORT, 1, new Permission("STOCK_RAED"))));
        assertThatIllegalStateException()
                .isThrownBy(known::requireDeclaredRoles)
                .withMessage("The role SUPPORT holds the permissions [STOCK_RAED], which no module declares.");
    }

    @Test
    void storedNamesOfRolesThatNobodyDeclaresAreLeftOut() {
        assertThat(KNOWN.roles("OWNER", "", " OWNER", "owner", "WIZARD", "X".repeat(100), "É"))
                .containsExactly(Role.OWNER);
    }

    @Test
    void whoeverReliesOnWhatIsNotDeclaredIsInformedWhereAndWhat() {
        KNOWN.requireDeclared("STOCK_READ", "Nobody");
        assertThatIllegalStateException()
                .isThrownBy(() -> KNOWN.requireDeclared("STOCK_RAED", "The route GET /x"))
                .withMessageStartingWith(
                        "The route GET /x requires the permission STOCK_RAED, which no module declares.")
                .withMessageContaining("STOCK_READ, STOCK_WRITE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "stock_read", "STOCK READ", "_STOCK", "STOCK_", "STOCK__READ", "STOCK-READ", "1STOCK"})
    void aNameThatIsNotShapedLikeOneIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Permission(name));
    }
}
