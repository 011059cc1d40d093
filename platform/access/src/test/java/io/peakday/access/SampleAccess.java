package io.peakday.access;

import io.peakday.access.factor.FactorKeys;
import io.peakday.access.factor.Passkeys;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditKeys;
import io.peakday.audit.AuditModule;
import io.peakday.audit.SampleAudit;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.Accounts;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permissions;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SampleModule;
import io.peakday.identity.Sessions;
import io.peakday.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Staff and keys on one node, without a server. */
public final class SampleAccess {
    public static final Permissions PERMISSIONS =
            Permissions.of(new IdentityModule(), new AuditModule(), new AccessModule(), new SampleModule());

    public final Database database;
    public final Outbox outbox;
    public final SampleIdentity identity;
    public final Sessions sessions;
    public final PasswordSignIn signIn;
    public final Audit audit;
    public final StaffMembers staff;
    public final StaffSignIn staffSignIn;
    public final StaffPasswords passwords;
    public final ResetLinks resetLinks;
    public final LostAccess lostAccess;
    public final ApiKeys keys;
    final PendingSteps steps;
    public final StaffSecondStep secondStep;
    public final SecondFactors secondFactors;
    public final FactorConfirmation confirmation;
    public final AuthenticatorApps apps;
    public final StaffPasskeys passkeys;
    public final FactorRemoval removal;

    /** @param others accounts beside those of staff */
    public SampleAccess(TestDatabase postgres, Database database, InstantSource clock, Accounts... others) {
        this(postgres, database, clock, SecondFactorPolicy.OPTIONAL, others);
    }

    public SampleAccess(
            TestDatabase postgres,
            Database database,
            InstantSource clock,
            SecondFactorPolicy policy,
            Accounts... others) {
        SecondFactorSettings secondFactor = new SecondFactorSettings(policy);
        Permissions permissions = PERMISSIONS;
        this.database = database;
        identity = new SampleIdentity(
                database,
                clock,
                Stream.concat(Stream.of(new StaffAccounts(database, secondFactor, permissions)), Stream.of(others))
                        .toList());
        outbox = identity.outbox;
        sessions = identity.sessions;
        signIn = identity.signIn;
        AuditKeys keysOfAudit = AuditKeys.of("", null);
        audit = SampleAudit.of(postgres, database, clock, keysOfAudit);
        FactorKeys factorKeys = new FactorKeys(keysOfAudit);
        FactorStore factors = new FactorStore(database, clock, factorKeys);
        FactorCheck check = new FactorCheck(factors, new Passkeys());
        IdentitySettings settings = SampleIdentity.SETTINGS;
        FactorNotices notices = new FactorNotices(outbox, audit, factors);
        steps = new PendingSteps(database, clock, factors);
        secondStep = new StaffSecondStep(
                database,
                signIn,
                steps,
                check,
                new SecondStepGuesses(database, identity.budgets, settings, notices),
                notices);
        MemberSessions memberSessions = new MemberSessions(sessions, steps);
        confirmation = new FactorConfirmation(database, clock, signIn, factors, check, notices);
        FactorChanges changes =
                new FactorChanges(database, secondFactor, factors, confirmation, memberSessions, notices);
        secondFactors = new SecondFactors(factors, secondFactor, changes);
        apps = new AuthenticatorApps(clock, signIn, factors, factorKeys, confirmation, changes);
        passkeys = new StaffPasskeys(factors, new Passkeys(), confirmation, changes);
        keys = new ApiKeys(database, clock, settings, secondFactor, audit, permissions);
        StaffRows rows = new StaffRows(database, PERMISSIONS, clock);
        staff = new StaffMembers(database, rows, signIn, audit, keys, permissions);
        staffSignIn = new StaffSignIn(rows, signIn, steps, audit);
        resetLinks = new ResetLinks(database, outbox, clock, identity.budgets, settings, audit);
        passwords = new StaffPasswords(database, signIn, outbox, audit, resetLinks, memberSessions);
        removal = new FactorRemoval(database, rows, permissions, factors, memberSessions, notices);
        lostAccess = new LostAccess(database, rows, passwords, removal);
    }

    /** The payloads of the events of this type, oldest first, as JSON: of staff nothing in them is sealed. */
    public List<String> published(String type) {
        return identity.published(type, List.of());
    }

    /** Closes all members but these, without notifying the program. */
    public void closeAllBut(UUID one, UUID two) {
        database.sql()
                .sql("update identity.staff set active = false where id not in (?, ?)")
                .params(one, two)
                .update();
    }
}
