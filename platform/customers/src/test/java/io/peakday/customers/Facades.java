package io.peakday.customers;

import io.peakday.access.AccessModule;
import io.peakday.access.ApiKeys;
import io.peakday.access.SampleAccess;
import io.peakday.access.StaffMembers;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditModule;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Origin;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permissions;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SampleModule;
import io.peakday.identity.Sessions;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The façades of one node, without a server, with hashes cheap enough for tests. */
final class Facades {
    static final IdentitySettings SETTINGS = SampleIdentity.SETTINGS;
    static final Origin HOME = SampleIdentity.HOME;
    static final Permissions PERMISSIONS = Permissions.of(
            new IdentityModule(), new AuditModule(), new AccessModule(), new CustomersModule(), new SampleModule());

    /** The accounts that other modules were notified of: proven by their owners, used by others before. */
    final HandedOver handedOver = new HandedOver(new ArrayList<>());

    final Database database;
    final SampleIdentity identity;
    final SampleAccess access;
    final Outbox outbox;
    final Sessions sessions;
    final PasswordSignIn signIn;
    final Audit audit;
    final Customers customers;
    final StaffMembers staff;
    final ApiKeys keys;
    final AccountRecovery recovery;

    Facades(TestDatabase postgres, Database database, InstantSource clock) {
        this.database = database;
        access = new SampleAccess(postgres, database, clock, new CustomerAccounts(database));
        identity = access.identity;
        outbox = access.outbox;
        sessions = access.sessions;
        signIn = access.signIn;
        audit = access.audit;
        staff = access.staff;
        keys = access.keys;
        recovery = new AccountRecovery(
                database, outbox, clock, sessions, signIn, identity.budgets, SETTINGS, () -> List.of(handedOver));
        customers = new Customers(
                database,
                outbox,
                clock,
                sessions,
                signIn,
                recovery,
                new Erasures(database, outbox, clock, sessions, List::of));
    }

    record HandedOver(List<UUID> accounts) implements PersonalData {
        @Override
        public String section() {
            return "handedOver";
        }

        @Override
        public Object of(UUID customerId) {
            return accounts.contains(customerId);
        }

        @Override
        public void handOver(UUID customerId) {
            accounts.add(customerId);
        }
    }

    static SteppedClock clock() {
        return new SteppedClock();
    }

    /** The payloads of the events of this type, oldest first, as JSON, with what is sealed in them. */
    List<String> published(String type) {
        return identity.published(
                type,
                List.of(
                        CustomerEvents.REGISTERED,
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        CustomerEvents.EMAIL_VERIFIED,
                        CustomerEvents.EMAIL_CHANGED,
                        CustomerEvents.EMAIL_CHANGE_REQUESTED,
                        CustomerEvents.EMAIL_CHANGE_UNDONE,
                        CustomerEvents.PASSWORD_RESET_REQUESTED,
                        CustomerEvents.PASSWORD_CHANGED,
                        CustomerEvents.SIGNED_IN,
                        CustomerEvents.DELETED));
    }

    /** The token of the last link that an event of this type has mailed to this address. */
    String token(String type, String email) {
        return identity.token(published(type), email);
    }

    static Origin from(String address) {
        return SampleIdentity.from(address);
    }

    static Origin from(String address, String device) {
        return SampleIdentity.from(address, device);
    }
}
