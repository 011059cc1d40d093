package io.peakday.access;

import io.peakday.audit.Audit;
import io.peakday.engines.Database;
import io.peakday.identity.EmailKey;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permission;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people who run the store: who there is, and what they may do. There is always at least one active owner. */
public final class StaffMembers {
    private static final String TOO_WIDE = "identity.grant-too-wide";

    private final Database database;
    private final StaffRows rows;
    private final PasswordSignIn passwords;
    private final Audit audit;
    private final ApiKeys keys;
    private final Permissions permissions;

    StaffMembers(
            Database database,
            StaffRows rows,
            PasswordSignIn passwords,
            Audit audit,
            ApiKeys keys,
            Permissions permissions) {
        this.database = database;
        this.rows = rows;
        this.passwords = passwords;
        this.audit = audit;
        this.keys = keys;
        this.permissions = permissions;
    }

    public Optional<StaffView> find(UUID id) {
        return rows.find(id);
    }

    /** Everybody, by e-mail. */
    public List<StaffView> list() {
        return rows.list();
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
            if (!rows.insert(id, email, name, hash, roles)) {
                throw Failure.conflict("identity.email-taken", "There is a member of staff with this address already.");
            }
            audit.append("staff.created", "staff:" + id, Map.of("roles", StaffRows.names(roles)));
            return rows.require(id);
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
            List<UUID> owners = rows.lockOwners();
            StaffView before = rows.require(id);
            Grants.requireOver(permissions.of(before.roles()));
            Grants.requireHeld(permissions.of(roles), TOO_WIDE);
            boolean staysOwner = active && roles.contains(Role.OWNER);
            if (owners.equals(List.of(id)) && !staysOwner) {
                throw Failure.conflict(
                        "identity.last-owner", "The store needs an owner: make somebody else one first.");
            }
            if (!rows.update(id, expectedVersion, name, roles, active)) {
                throw Failure.conflict("identity.stale-staff", "This member was changed meanwhile; read it again.");
            }
            Set<Permission> then = active ? permissions.of(roles) : Set.of();
            handOver(before, then, keysTo);
            keys.forgetAll();
            if (!then.containsAll(permissions.of(before.roles()))) {
                passwords.sessions().endAll(id);
            } else {
                passwords.sessions().changed(id);
            }
            audit.append("staff.updated", "staff:" + id, Map.of("roles", StaffRows.names(roles), "active", active));
            return rows.require(id);
        });
    }

    /**
     * Signs a member out everywhere; gives how many sessions that ended.
     *
     * @throws Failure {@code identity.no-staff}, {@code identity.beyond-your-rights}
     */
    public int endSessions(UUID id) {
        StaffView member = rows.require(id);
        Grants.requireOver(permissions.of(member.roles()));
        return passwords.sessions().endAll(id);
    }

    /**
     * For the first run and the demo store: makes sure that this member exists with these roles; one that exists stays
     * as it is.
     */
    public UUID ensure(String email, String name, String password, Set<Role> roles) {
        Optional<StaffView> present = rows.find(email);
        if (present.isPresent()) {
            return present.get().id();
        }
        String hash = passwords.hashing().hash(password);
        rows.insert(Ids.next(), email, name, hash, roles);
        return rows.require(email).id();
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
}
