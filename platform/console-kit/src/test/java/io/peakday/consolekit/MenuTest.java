package io.peakday.consolekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.peakday.identity.Actor;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.Permission;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MenuTest {
    private static final Permission STAFF_MANAGE = new Permission("STAFF_MANAGE");
    private static final Permission HEALTH_READ = new Permission("HEALTH_READ");
    private static final Permissions PERMISSIONS = Permissions.of(new Declares(
            "some", List.of(DeclaredPermission.of(HEALTH_READ, 170), DeclaredPermission.of(STAFF_MANAGE, 160))));
    private static final MenuEntry STAFF = entry(MenuGroup.RUN.at(20), "staff", STAFF_MANAGE);
    private static final MenuEntry HEALTH = entry(MenuGroup.RUN.at(10), "health", HEALTH_READ);
    private static final MenuEntry OVERVIEW = entry(MenuGroup.TOP.at(10), "overview", null);

    /** A module that declares these. */
    private record Declares(String name, List<DeclaredPermission> permissions) implements PermissionModule {}

    @Test
    void entriesStandInTheirGroupsByOrderWhoeverBroughtThemFirst() {
        assertThat(visible(new Menu(List.of(STAFF, OVERVIEW, HEALTH), PERMISSIONS), Role.OWNER))
                .containsExactly("", "overview", "Run", "health", "staff");
    }

    @Test
    void whatAMemberMayNotOpenIsLeftOutAndSoIsAGroupWithoutEntries() {
        assertThat(visible(new Menu(List.of(STAFF, OVERVIEW), PERMISSIONS), Role.SUPPORT))
                .containsExactly("", "overview");
    }

    @Test
    void aKeyGivenTwiceStopsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new Menu(List.of(STAFF, HEALTH, entry(MenuGroup.SELL.at(1), "staff", null)), PERMISSIONS))
                .withMessageContaining("staff");
    }

    @Test
    void aShortcutGivenTwiceStopsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Menu(List.of(STAFF.on("s"), HEALTH.on("s")), PERMISSIONS))
                .withMessageContaining("shortcut s");
    }

    @Test
    void anEntryThatNeedsWhatNoModuleDeclaresStopsTheStart() {
        MenuEntry planted = entry(MenuGroup.SELL.at(1), "planted", new Permission("STOCK_RAED"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new Menu(List.of(STAFF, planted), PERMISSIONS))
                .withMessageContaining("planted")
                .withMessageContaining("STOCK_RAED");
    }

    private static List<String> visible(Menu menu, Role role) {
        Actor.Staff member = new Actor.Staff(
                UUID.randomUUID(), "ada@example.org", "Ada", Set.of(role), PERMISSIONS.of(role), UUID.randomUUID());
        return menu.visible(member).stream()
                .flatMap(group -> Stream.concat(
                        Stream.of(group.label()), group.items().stream().map(MenuEntry::key)))
                .toList();
    }

    private static MenuEntry entry(MenuGroup.Place place, String key, @Nullable Permission needs) {
        return new MenuEntry(place, key, key, "/console/" + key, "zap", needs);
    }
}
