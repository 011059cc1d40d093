package io.peakday.access;

import static io.peakday.identity.Rows.uuid;

import io.peakday.audit.Audit;
import io.peakday.engines.Database;
import io.peakday.engines.SqlTime;
import io.peakday.identity.EmailKey;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.identity.Rows;
import io.peakday.identity.SessionKind;
import io.peakday.identity.Sessions;
import io.peakday.identity.SignIn;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people who run the store. There is always at least one active owner. */
public final class StaffMembers {
    private static final String TOO_WIDE = "identity.grant-too-wide";

    private static final String VIEW = """
            select id, email, name, roles, active, created_at, version, %s as second_factor
              from identity.staff\s""".formatted(FactorStore.isSet("staff.id"));

    private final Database database;
    private final InstantSource clock;
    private final Sessions sessions;
    private final PasswordSignIn passwords;
    private final Audit audit;
    private final StaffPasswords passwordsOfStaff;
    private final ApiKeys keys;
    private final PendingSteps steps;
    private final FactorRemoval factorRemoval;
    private final Permissions permissions;

    /** What else belongs to an account of staff. */
    record Parts(
            StaffPasswords passwords,
            ApiKeys keys,
            PendingSteps steps,
            FactorRemoval factorRemoval,
            Permissions permissions) {}

    StaffMembers(
            Database database,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn passwords,
            Audit audit,
            Parts parts) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.passwordsOfStaff = parts.passwords();
        this.keys = parts.keys();
        this.steps = parts.steps();
        this.factorRemoval = parts.factorRemoval();
        this.permissions = parts.permissions();
    }

    /**
     * Signs in at the console, or begins to: who has a second factor is asked for it ({@link StaffSecondStep}). A sign-in and every refusal
     * is written to the audit log.
     */
    public SignIn signIn(String email, String password, Origin origin) {
        SignIn outcome = passwords.signIn(
                SessionKind.STAFF,
                email,
                password,
                origin,
                steps,
                id -> audit.appendAs(
                        "staff:" + id,
                        "staff.signed-in",
                        "staff:" + id,
                        Map.of("address", audit.pseudonym(origin.address()))));
        if (outcome instanceof SignIn.Refused) {
            String subject = byEmail(email).map(staff -> "staff:" + staff.id()).orElse("staff:unknown");
            audit.appendAs(
                    "guest", "staff.sign-in-refused", subject, Map.of("address", audit.pseudonym(origin.address())));
        }
        return outcome;
    }

    /** Ends the session. */
    public void signOut(UUID staffId, UUID sessionId) {
        sessions.end(staffId, sessionId);
    }

    public Optional<StaffView> find(UUID id) {
        return database.sql()
                .sql(VIEW + "where id = ?")
                .param(id)
                .query(StaffMembers::view)
                .optional();
    }

    /** Everybody, by e-mail. */
    public List<StaffView> list() {
        return database.sql()
                .sql(VIEW + "order by email_key")
                .query(StaffMembers::view)
                .list();
    }

    /**
     * Nobody can give somebody roles that may do more than they may do themselves.
     *
     * @throws Failure {@code identity.bad-staff} with every wrong field, {@code identity.email-taken}, {@code
     *     identity.grant-too-wide}
     */
    public StaffView create(String email, String name, String password, Set<Role> roles) {
        Checks checks = new Checks()
                .require(EmailKey.isAddress(email), "email", "invalid", "email must be an e-mail address.")
                .text("name", name, 1, 120)
                .require(!roles.isEmpty(), "roles", "required", "roles must name at least one role.");
        passwords
                .policy()
                .check(checks, "password", password, email, name)
                .orThrow("identity.bad-staff", "This member of staff cannot be created.");
        Grants.requireHeld(permissions.of(roles), TOO_WIDE);
        String hash = passwords.hashing().hash(password);
        UUID id = Ids.next();
        return database.transact(() -> {
            if (!insert(id, email, name, hash, roles)) {
                throw Failure.conflict("identity.email-taken", "There is a member of staff with this address already.");
            }
            audit.append("staff.created", "staff:" + id, Map.of("roles", names(roles)));
            return find(id).orElseThrow(StaffMembers::nobody);
        });
    }

    /** As {@link #update(UUID, long, String, Set, boolean, UUID)}, when no key needs a new owner. */
    public StaffView update(UUID id, long expectedVersion, String name, Set<Role> roles, boolean active) {
        return update(id, expectedVersion, name, roles, active, null);
    }

    /**
     * Changes name, roles and whether the member may sign in; where rights are taken away the member's sessions end. Whoever does
     * it must hold all that the member holds or held, and all that the member is given.
     *
     * @param keysTo who gets those of the member's API keys that would stop working or do less; null: nobody, and the change is
     *     refused if there are such keys
     * @throws Failure {@code identity.no-staff}, {@code identity.stale-staff}, {@code identity.last-owner}, {@code
     *     identity.grant-too-wide}, {@code identity.beyond-your-rights}, {@code identity.keys-need-owner}, {@code
     *     identity.owner-lacks-rights}
     */
    public StaffView update(
            UUID id, long expectedVersion, String name, Set<Role> roles, boolean active, @Nullable UUID keysTo) {
        new Checks()
                .text("name", name, 1, 120)
                .require(!roles.isEmpty(), "roles", "required", "roles must name at least one role.")
                .orThrow("identity.bad-staff", "This member of staff cannot be changed like that.");
        return database.transact(() -> {
            List<UUID> owners = lockOwners();
            StaffView before = find(id).orElseThrow(StaffMembers::nobody);
            Grants.requireOver(permissions.of(before.roles()));
            Grants.requireHeld(permissions.of(roles), TOO_WIDE);
            boolean staysOwner = active && roles.contains(Role.OWNER);
            if (owners.equals(List.of(id)) && !staysOwner) {
                throw Failure.conflict(
                        "identity.last-owner", "The store needs an owner: make somebody else one first.");
            }
            int changed = database.sql()
                    .sql("""
                            update identity.staff set name = ?, roles = ?, active = ?, version = version + 1
                             where id = ? and version = ?""")
                    .params(name.strip(), names(roles), active, id, expectedVersion)
                    .update();
            if (changed == 0) {
                throw Failure.conflict("identity.stale-staff", "This member was changed meanwhile; read it again.");
            }
            Set<Permission> then = active ? permissions.of(roles) : Set.of();
            handOver(before, then, keysTo);
            keys.forgetAll();
            if (!then.containsAll(permissions.of(before.roles()))) {
                sessions.endAll(id);
            } else {
                sessions.changed(id);
            }
            audit.append("staff.updated", "staff:" + id, Map.of("roles", names(roles), "active", active));
            return find(id).orElseThrow(StaffMembers::nobody);
        });
    }

    /**
     * Signs a member out everywhere; gives how many sessions that ended.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.beyond-your-rights}
     */
    public int endSessions(UUID id) {
        StaffView member = find(id).orElseThrow(StaffMembers::nobody);
        Grants.requireOver(permissions.of(member.roles()));
        return sessions.endAll(id);
    }

    /**
     * Takes another member's second factors away, who has lost them, and ends every session of theirs; they are notified by mail.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.no-factor}, {@code identity.beyond-your-rights}, {@code
     *     identity.own-factor}
     */
    public void removeSecondFactor(UUID id) {
        factorRemoval.remove(find(id).orElseThrow(StaffMembers::nobody));
    }

    /**
     * Changes the password and ends every other session and token; false if the current password is wrong.
     *
     * @throws Failure {@code identity.throttled} after too many wrong ones
     */
    public boolean changePassword(UUID id, String current, String replacement, UUID keepSession) {
        StaffView member = find(id).orElseThrow(StaffMembers::nobody);
        return passwordsOfStaff.change(member, current, replacement, keepSession);
    }

    /** Mails a reset link if there is such an active member; neither answer nor its time tells whether there is. */
    public void requestReset(String email, Origin origin) {
        passwordsOfStaff.requestReset(email, origin);
    }

    /** Whether {@link #reset} would take this token now; changes nothing. */
    public boolean mayReset(String token) {
        return passwordsOfStaff.mayReset(token);
    }

    /** Sets a new password by the token of a mail and ends every session and token; false if it is unknown, used or too old. */
    public boolean reset(String token, String newPassword) {
        return passwordsOfStaff.reset(token, newPassword);
    }

    /**
     * For the command line: sets a new password and ends every session and token. Second factors stay.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.bad-password}
     */
    public StaffView resetPassword(String email, String newPassword) {
        return reset(email, newPassword, false);
    }

    /**
     * As {@link #resetPassword}, and takes the second factors away, if there are any.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.bad-password}, {@code identity.beyond-your-rights}
     */
    public StaffView resetWithSecondFactor(String email, String newPassword) {
        return reset(email, newPassword, true);
    }

    private StaffView reset(String email, String newPassword, boolean secondFactor) {
        StaffView member = byEmail(email).orElseThrow(StaffMembers::nobody);
        return database.transact(() -> {
            passwordsOfStaff.set(member, newPassword);
            if (secondFactor && member.secondFactor()) {
                factorRemoval.remove(member);
            }
            return member;
        });
    }

    /**
     * For the first run and the demo store: makes sure that this member exists with these roles; one that exists stays
     * as it is.
     */
    public UUID ensure(String email, String name, String password, Set<Role> roles) {
        Optional<StaffView> present = byEmail(email);
        if (present.isPresent()) {
            return present.get().id();
        }
        String hash = passwords.hashing().hash(password);
        insert(Ids.next(), email, name, hash, roles);
        return byEmail(email).orElseThrow(StaffMembers::nobody).id();
    }

    /** A key must not stop working because its maker left and nobody thought of it. */
    private void handOver(StaffView before, Set<Permission> then, @Nullable UUID keysTo) {
        Set<Permission> now = before.active() ? permissions.of(before.roles()) : Set.of();
        List<ApiKeyView> losing = keys.losing(before.id(), now, then);
        if (losing.isEmpty()) {
            return;
        }
        if (keysTo == null || keysTo.equals(before.id())) {
            throw Failure.conflict(
                    "identity.keys-need-owner",
                    before.name() + " answers for API keys that would do less or nothing after this: "
                            + losing.stream()
                                    .map(key -> key.name() + " (" + key.prefix() + "…" + key.lastFour() + ")")
                                    .collect(Collectors.joining(", "))
                            + ". Say who takes them over, or revoke them first.");
        }
        losing.forEach(key -> Grants.requireOver(key.scopes()));
        keys.give(losing, keysTo);
    }

    private boolean insert(UUID id, String email, String name, String hash, Set<Role> roles) {
        return database.sql()
                        .sql("""
                                insert into identity.staff (id, email, email_key, name, password, roles, active, created_at)
                                values (?, ?, ?, ?, ?, ?, true, ?) on conflict (email_key) do nothing""")
                        .params(
                                id,
                                email.strip(),
                                EmailKey.of(email),
                                name.strip(),
                                hash,
                                names(roles),
                                SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }

    private Optional<StaffView> byEmail(String email) {
        return database.sql()
                .sql(VIEW + "where email_key = ?")
                .param(EmailKey.of(email))
                .query(StaffMembers::view)
                .optional();
    }

    /** Two owners who demote each other at the same moment must not both succeed. */
    private List<UUID> lockOwners() {
        return database.sql()
                .sql("select id from identity.staff where active and 'OWNER' = any (roles) order by id for update")
                .query((row, n) -> uuid(row, "id"))
                .list();
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    private static StaffView view(ResultSet row, int n) throws SQLException {
        return new StaffView(
                uuid(row, "id"),
                row.getString("email"),
                row.getString("name"),
                Role.named(Rows.texts(row, "roles")),
                row.getBoolean("active"),
                row.getBoolean("second_factor"),
                SqlTime.instant(row, "created_at"),
                row.getLong("version"));
    }

    private static Failure nobody() {
        return Failure.notFound("identity.no-staff", "There is no such member of staff.");
    }
}
