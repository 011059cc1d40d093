package io.peakday.consolekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.peakday.identity.Actor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentityPermissions;
import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MenuTest {
    private static final Permissions PERMISSIONS = Permissions.of(new IdentityModule());
    private static final MenuEntry STAFF = entry(MenuGroup.RUN.at(20), "staff", IdentityPermissions.STAFF_MANAGE);
    private static final MenuEntry HEALTH = entry(MenuGroup.RUN.at(10), "health", OperatorPermissions.HEALTH_READ);
    private static final MenuEntry OVERVIEW = entry(MenuGroup.TOP.at(10), "overview", null);

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
