package io.peakday.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.Actor.ApiClient;
import io.peakday.identity.Actor.Staff;
import io.peakday.identity.Actor.SystemActor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Permission;
import io.peakday.identity.Role;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SamplePermissions;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.secrets.SharedKeys;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody gives what they do not hold, and nobody gets a hold of what they do not hold. */
class GrantsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PASSWORD = "correct horse battery";
    private static final Actor SYSTEM = new SystemActor("test");

    private final SteppedClock clock = new SteppedClock();
    private final SampleAccess here = new SampleAccess(postgres, postgres.database(), clock);
    private final SampleAccess there = new SampleAccess(postgres, postgres.anotherNode(), clock);

    @AfterEach
    void close() {
        here.audit.close();
        there.audit.close();
    }

    @Test
    void aKeyThatManagesStaffCannotMakeAnOwner() {
        Actor key = new ApiClient(Ids.next(), "hr", Set.of(AccessPermissions.STAFF_MANAGE));
        refused(
                "identity.grant-too-wide",
                key,
                () -> here.staff.create(email(), "Mallory", PASSWORD, Set.of(Role.OWNER)));
        for (Role role : SampleAccess.PERMISSIONS.roles()) {
            refused(
                    "identity.grant-too-wide",
                    key,
                    () -> here.staff.create(email(), "Mallory", PASSWORD, Set.of(role)));
        }
    }

    @Test
    void whoHoldsWhatARoleGivesMayGiveIt() throws Exception {
        Actor lead = new ApiClient(Ids.next(), "hr", with(new Role("CATALOG"), AccessPermissions.STAFF_MANAGE));
        StaffView made = as(lead, () -> here.staff.create(email(), "Carl", PASSWORD, Set.of(new Role("CATALOG"))));
        assertThat(made.roles()).containsExactly(new Role("CATALOG"));
        refused(
                "identity.grant-too-wide",
                lead,
                () -> here.staff.update(
                        made.id(), made.version(), "Carl", Set.of(new Role("CATALOG"), Role.OWNER), true));
    }

    @Test
    void anAccountThatMayDoMoreIsNotChangedClosedOpenedOrSignedOut() throws Exception {
        StaffView owner = member(Role.OWNER);
        Actor key = new ApiClient(Ids.next(), "hr", with(new Role("CATALOG"), AccessPermissions.STAFF_MANAGE));
        String code = "identity.beyond-your-rights";
        refused(code, key, () -> here.staff.update(owner.id(), owner.version(), "Renamed", Set.of(Role.OWNER), true));
        refused(
                code,
                key,
                () -> here.staff.update(owner.id(), owner.version(), "X", Set.of(new Role("CATALOG")), true));
        refused(
                code,
                key,
                () -> here.staff.update(owner.id(), owner.version(), "X", Set.of(new Role("CATALOG")), false));
        refused(code, key, () -> here.staff.endSessions(owner.id()));
        StaffView closed =
                as(SYSTEM, () -> here.staff.update(owner.id(), owner.version(), "O", Set.of(Role.OWNER), false));
        refused(code, key, () -> here.staff.update(closed.id(), closed.version(), "O", Set.of(Role.OWNER), true));
        refused(
                code,
                key,
                () -> here.staff.update(closed.id(), closed.version(), "O", Set.of(new Role("CATALOG")), true));
    }

    @Test
    void aKeyMayNeverDoMoreThanItsOwnerMayNow() throws Exception {
        StaffView maker = member(Role.OWNER);
        ApiKeys.Created key = as(
                staff(maker),
                () -> here.keys.create(
                        "erp", Set.of(SamplePermissions.STOCK_READ, AccessPermissions.STAFF_MANAGE), null));
        assertThat(rights(there, key)).contains(Set.of(SamplePermissions.STOCK_READ, AccessPermissions.STAFF_MANAGE));
        postgres.database()
                .sql()
                .sql("update identity.staff set roles = '{CATALOG}' where id = ?")
                .param(maker.id())
                .update();
        clock.advance(SampleIdentity.SETTINGS.sessionCache().plusMillis(1));
        assertThat(rights(there, key)).contains(Set.of(SamplePermissions.STOCK_READ));
        postgres.database()
                .sql()
                .sql("update identity.staff set active = false where id = ?")
                .param(maker.id())
                .update();
        clock.advance(SampleIdentity.SETTINGS.sessionCache().plusMillis(1));
        assertThat(rights(there, key)).contains(Set.of());
    }

    @Test
    void aKeyMadeByAKeyEndsWithIt() throws Exception {
        StaffView maker = member(Role.OWNER);
        ApiKeys.Created parent = as(
                staff(maker),
                () -> here.keys.create(
                        "hr", Set.of(AccessPermissions.STAFF_MANAGE, SamplePermissions.STOCK_READ), null));
        ApiKeys.Created child =
                as(client(here, parent), () -> here.keys.create("thief's", Set.of(SamplePermissions.STOCK_READ), null));
        assertThat(child.key().ownerId()).isEqualTo(maker.id());
        assertThat(child.key().parentId()).isEqualTo(parent.key().id());
        assertThat(rights(there, child)).contains(Set.of(SamplePermissions.STOCK_READ));
        assertThat(as(staff(maker), () -> here.keys.revoke(parent.key().id()))).isTrue();
        assertThat(rights(here, child)).contains(Set.of());
        clock.advance(SampleIdentity.SETTINGS.sessionCache().plusMillis(1));
        assertThat(rights(there, child)).contains(Set.of());
        as(staff(maker), () -> here.keys.adopt(child.key().id(), null));
        assertThat(rights(here, child)).contains(Set.of(SamplePermissions.STOCK_READ));
    }

    @Test
    void closingAMakersAccountAsksForANewOwnerOfTheKeysFirst() throws Exception {
        StaffView maker = member(Role.OWNER);
        StaffView heir = member(Role.OWNER);
        ApiKeys.Created key =
                as(staff(maker), () -> here.keys.create("erp", Set.of(SamplePermissions.STOCK_READ), null));
        assertThatThrownBy(() -> as(
                        SYSTEM, () -> here.staff.update(maker.id(), maker.version(), "M", Set.of(Role.OWNER), false)))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("identity.keys-need-owner");
                    assertThat(failure.detail()).contains("erp", "revoke");
                });
        assertThat(here.staff.find(maker.id()).orElseThrow().active()).isTrue();
        // Demoted to a role that may do all that the key does, the key stays.
        StaffView demoted = as(
                SYSTEM,
                () -> here.staff.update(maker.id(), maker.version(), "M", Set.of(new Role("FULFILMENT")), true));
        as(
                SYSTEM,
                () -> here.staff.update(
                        demoted.id(), demoted.version(), "M", Set.of(new Role("FULFILMENT")), false, heir.id()));
        assertThat(rights(here, key)).contains(Set.of(SamplePermissions.STOCK_READ));
        assertThat(here.keys.ownedBy(heir.id()))
                .extracting(ApiKeyView::id)
                .containsExactly(key.key().id());
    }

    @Test
    void nobodyAdoptsOrRevokesAKeyThatMayDoMoreThanThey() throws Exception {
        StaffView owner = member(Role.OWNER);
        ApiKeys.Created key =
                as(staff(owner), () -> here.keys.create("refunds", Set.of(SamplePermissions.PAYMENTS_REFUND), null));
        Actor hr = new ApiClient(Ids.next(), "hr", Set.of(AccessPermissions.STAFF_MANAGE));
        StaffView catalogue = member(new Role("CATALOG"));
        refused(
                "identity.beyond-your-rights",
                hr,
                () -> here.keys.adopt(key.key().id(), catalogue.id()));
        refused(
                "identity.beyond-your-rights",
                hr,
                () -> here.keys.revoke(key.key().id()));
        refused(
                "identity.owner-lacks-rights",
                staff(owner),
                () -> here.keys.adopt(key.key().id(), catalogue.id()));
        refused(
                "identity.owner-required",
                SYSTEM,
                () -> here.keys.adopt(key.key().id(), null));
        assertThat(rights(here, key)).contains(Set.of(SamplePermissions.PAYMENTS_REFUND));
    }

    @Test
    void aKeyFromBeforeOwnersWereRecordedWorksAndIsListedUntilItIsAdopted() throws Exception {
        StaffView owner = member(Role.OWNER);
        ApiKeys.Created key =
                as(staff(owner), () -> here.keys.create("old", Set.of(SamplePermissions.ORDERS_READ), null));
        postgres.database()
                .sql()
                .sql("update identity.api_key set owner_id = null where id = ?")
                .param(key.key().id())
                .update();
        assertThat(rights(there, key)).contains(Set.of(SamplePermissions.ORDERS_READ));
        assertThat(here.keys.unowned())
                .extracting(ApiKeyView::id)
                .contains(key.key().id());
        as(SYSTEM, () -> here.keys.adopt(key.key().id(), owner.id()));
        assertThat(here.keys.unowned())
                .extracting(ApiKeyView::id)
                .doesNotContain(key.key().id());
        assertThat(rights(here, key)).contains(Set.of(SamplePermissions.ORDERS_READ));
    }

    @Test
    void aRoleOrPermissionOfANewerProgramGivesNothingHere() throws Exception {
        StaffView owner = member(Role.OWNER);
        ApiKeys.Created key =
                as(staff(owner), () -> here.keys.create("new", Set.of(SamplePermissions.ORDERS_READ), null));
        postgres.database()
                .sql()
                .sql("update identity.api_key set scopes = '{ORDERS_READ,TELEPORT}' where id = ?")
                .param(key.key().id())
                .update();
        postgres.database()
                .sql()
                .sql("update identity.staff set roles = '{OWNER,WIZARD}' where id = ?")
                .param(owner.id())
                .update();
        assertThat(rights(there, key)).contains(Set.of(SamplePermissions.ORDERS_READ));
        assertThat(here.staff.find(owner.id()).orElseThrow().roles()).containsExactly(Role.OWNER);
        assertThat(here.staff.list()).isNotEmpty();
        SignIn.SignedIn session =
                (SignIn.SignedIn) here.staffSignIn.signIn(owner.email(), PASSWORD, SampleIdentity.from("203.0.113.77"));
        assertThat(there.sessions.resolve(SessionKind.STAFF, session.token()))
                .get()
                .isInstanceOfSatisfying(
                        Staff.class, staff -> assertThat(staff.roles()).containsExactly(Role.OWNER));
    }

    @Test
    void aRoleOfANewerProgramStaysWhereTheOthersAreChanged() throws Exception {
        StaffView clerk = member(SamplePermissions.CATALOG);
        postgres.database()
                .sql()
                .sql("update identity.staff set roles = '{CATALOG,WIZARD}' where id = ?")
                .param(clerk.id())
                .update();
        as(SYSTEM, () -> here.staff.update(clerk.id(), clerk.version(), "Clerk", Set.of(Role.SUPPORT), true));
        assertThat(here.staff.find(clerk.id()).orElseThrow().roles()).containsExactly(Role.SUPPORT);
        assertThat(postgres.database()
                        .sql()
                        .sql("select array_to_string(roles, ' ') from identity.staff where id = ?")
                        .param(clerk.id())
                        .query(String.class)
                        .single())
                .isEqualTo("SUPPORT WIZARD");
    }

    @Test
    void whoHasOnlyWhatANewerProgramKnowsMayDoNothing() throws Exception {
        StaffView owner = member(Role.OWNER);
        ApiKeys.Created key =
                as(staff(owner), () -> here.keys.create("new", Set.of(SamplePermissions.ORDERS_READ), null));
        StaffView clerk = member(new Role("CATALOG"));
        postgres.database()
                .sql()
                .sql("update identity.api_key set scopes = '{TELEPORT,orders_read,\"\",\"not a name\"}' where id = ?")
                .param(key.key().id())
                .update();
        postgres.database()
                .sql()
                .sql("update identity.staff set roles = '{WIZARD,catalog,\"\",\"not a name\"}' where id = ?")
                .param(clerk.id())
                .update();
        assertThat(rights(there, key)).contains(Set.of());
        assertThat(here.keys.ownedBy(owner.id())).first().satisfies(view -> {
            assertThat(view.scopes()).isEmpty();
            assertThat(view.rights()).isEmpty();
        });
        SignIn.SignedIn session =
                (SignIn.SignedIn) here.staffSignIn.signIn(clerk.email(), PASSWORD, SampleIdentity.from("203.0.113.79"));
        Actor actor = there.sessions.resolve(SessionKind.STAFF, session.token()).orElseThrow();
        assertThat(actor).isInstanceOfSatisfying(Staff.class, staff -> {
            assertThat(staff.roles()).isEmpty();
            assertThat(staff.permissions()).isEmpty();
        });
        assertThat(SampleAccess.PERMISSIONS.all()).noneMatch(actor::may);
    }

    @Test
    void notEvenTheCommandLineGivesAKeyWhatNoModuleDeclares() {
        assertThatThrownBy(() -> as(SYSTEM, () -> here.keys.create("odd", Set.of(new Permission("TELEPORT")), null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TELEPORT, which no module declares");
    }

    @Test
    void onlyWhoHoldsEverythingEndsWhatASharedKeySigned() throws Exception {
        KeyRotation rotation = new KeyRotation(
                List.of(new SharedKeys(postgres.database())),
                Duration.ofDays(90),
                here.audit,
                SampleAccess.PERMISSIONS);
        StaffView owner = member(Role.OWNER);
        SignIn.SignedIn session =
                (SignIn.SignedIn) here.staffSignIn.signIn(owner.email(), PASSWORD, SampleIdentity.from("203.0.113.78"));
        Actor hr = new ApiClient(Ids.next(), "hr", Set.of(AccessPermissions.STAFF_MANAGE));
        refused("identity.beyond-your-rights", hr, () -> rotation.rotate("session", true));
        assertThat(as(hr, rotation::mayEnd)).isFalse();
        SampleAccess fresh = new SampleAccess(postgres, postgres.anotherNode(), clock);
        assertThat(fresh.sessions.resolve(SessionKind.STAFF, session.token())).isPresent();
        for (Actor everything : List.of(staff(owner), SYSTEM)) {
            assertThat(as(everything, rotation::mayEnd)).isTrue();
            assertThat(as(everything, () -> rotation.rotate("session", true)).previousUntil())
                    .isNull();
        }
        // Nobody notices a replacement that lets the old one count on.
        as(hr, () -> rotation.rotate("session", false));
    }

    private StaffView member(Role role) throws Exception {
        return as(SYSTEM, () -> here.staff.create(email(), "Member", PASSWORD, Set.of(role)));
    }

    private static Staff staff(StaffView view) {
        return new Staff(
                view.id(),
                view.email(),
                view.name(),
                view.roles(),
                SampleAccess.PERMISSIONS.of(view.roles()),
                Ids.next());
    }

    private static ApiClient client(SampleAccess facades, ApiKeys.Created key) {
        return facades.keys.resolve(key.secret()).orElseThrow();
    }

    private static Optional<Set<Permission>> rights(SampleAccess facades, ApiKeys.Created key) {
        return facades.keys.resolve(key.secret()).map(ApiClient::scopes);
    }

    private static Set<Permission> with(Role role, Permission more) {
        Set<Permission> all = new java.util.HashSet<>(SampleAccess.PERMISSIONS.of(role));
        all.add(more);
        return all;
    }

    private static <T> T as(Actor actor, Callable<T> work) throws Exception {
        return CurrentActor.callAs(actor, work);
    }

    private static void refused(String code, Actor actor, Callable<?> work) {
        assertThatThrownBy(() -> as(actor, work))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static String email() {
        return "grants" + NUMBER.incrementAndGet() + "@example.com";
    }
}
