package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.events.EventSettings;
import io.peakday.events.EventType;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentitySettings.Attempts;
import io.peakday.identity.IdentitySettings.Mails;
import io.peakday.identity.IdentitySettings.Passwords;
import io.peakday.identity.audit.AuditKeys;
import io.peakday.identity.audit.RecordedHeads;
import io.peakday.identity.factor.FactorKeys;
import io.peakday.identity.factor.Passkeys;
import io.peakday.identity.secret.PasswordHashing;
import io.peakday.identity.throttle.Budgets;
import io.peakday.mail.LinkRequest;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The façades of one node, without a server, with hashes cheap enough for tests. */
final class Facades {
    static final IdentitySettings SETTINGS = new IdentitySettings(
            "https://shop.example",
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofHours(12),
            Duration.ofHours(2),
            Duration.ofSeconds(3),
            new Passwords(1024, 1, 2, 200, Duration.ofSeconds(20)),
            new Mails(Duration.ofDays(3), Duration.ofHours(1), 5, Duration.ofDays(7)),
            new Attempts(Duration.ofMinutes(15), 10, 100, 20, 100),
            new IdentitySettings.Keys(Duration.ofDays(90)));

    static final Origin HOME = new Origin("198.51.100.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", null);

    static final Permissions PERMISSIONS = Permissions.of(new IdentityModule(), new SampleModule());

    private static final JsonMapper JSON = new JsonMapper();

    /** The accounts that other modules were told of: proven by their owners, used by others before. */
    final HandedOver handedOver = new HandedOver(new ArrayList<>());

    final Database database;
    final Outbox outbox;
    final Sessions sessions;
    final PasswordSignIn signIn;
    final Audit audit;
    final Customers customers;
    final StaffMembers staff;
    final ApiKeys keys;
    final AccountRecovery recovery;
    final StaffSecondStep secondStep;
    final SecondFactors secondFactors;

    Facades(TestDatabase postgres, Database database, InstantSource clock) {
        this(postgres, database, clock, SecondFactorPolicy.OPTIONAL);
    }

    Facades(TestDatabase postgres, Database database, InstantSource clock, SecondFactorPolicy policy) {
        SecondFactorSettings secondFactor = new SecondFactorSettings(policy);
        this.database = database;
        Passwords cost = SETTINGS.passwords();
        PasswordHashing hashing = new PasswordHashing(
                cost.memoryKib(), cost.passes(), cost.concurrency(), cost.maxWaiting(), cost.patience());
        outbox = new Outbox(database, clock, EventSettings.withPrefix("test."));
        Budgets budgets = new Budgets(database, clock);
        sessions = new Sessions(database, clock, SETTINGS, secondFactor, PERMISSIONS);
        AuditKeys keysOfAudit = AuditKeys.of("", null);
        audit = new Audit(
                database,
                new OwnerDatabase(postgres.owner()),
                clock,
                new JsonMapper(),
                keysOfAudit,
                new RecordedHeads(keysOfAudit, List.of(), false));
        signIn = new PasswordSignIn(database, clock, sessions, hashing, budgets, SETTINGS);
        recovery = new AccountRecovery(
                database, outbox, clock, sessions, signIn, budgets, SETTINGS, () -> List.of(handedOver));
        customers = new Customers(
                database,
                outbox,
                clock,
                sessions,
                signIn,
                recovery,
                new Erasures(database, outbox, clock, sessions, List::of));
        FactorKeys factorKeys = new FactorKeys(keysOfAudit);
        FactorStore factors = new FactorStore(database, clock, factorKeys);
        Passkeys passkeys = new Passkeys();
        FactorCheck check = new FactorCheck(factors, passkeys);
        secondStep = new StaffSecondStep(
                database, clock, signIn, SETTINGS, new StaffSecondStep.Parts(factors, check, budgets, outbox, audit));
        secondFactors = new SecondFactors(
                database,
                clock,
                signIn,
                secondStep,
                secondFactor,
                new SecondFactors.Parts(factors, check, factorKeys, passkeys, outbox, audit, PERMISSIONS));
        keys = new ApiKeys(database, clock, SETTINGS, secondFactor, audit, PERMISSIONS);
        staff = new StaffMembers(
                database,
                clock,
                sessions,
                signIn,
                audit,
                new StaffMembers.Parts(
                        new StaffPasswords(database, outbox, clock, signIn, budgets, SETTINGS, audit, secondStep),
                        keys,
                        secondStep,
                        secondFactors,
                        PERMISSIONS));
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
        Optional<EventType<?>> known = Stream.<EventType<?>>of(
                        CustomerEvents.REGISTERED,
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        CustomerEvents.EMAIL_VERIFIED,
                        CustomerEvents.EMAIL_CHANGED,
                        CustomerEvents.EMAIL_CHANGE_REQUESTED,
                        CustomerEvents.EMAIL_CHANGE_UNDONE,
                        CustomerEvents.PASSWORD_RESET_REQUESTED,
                        CustomerEvents.PASSWORD_CHANGED,
                        CustomerEvents.SIGNED_IN,
                        CustomerEvents.DELETED)
                .filter(one -> one.name().equals(type))
                .findFirst();
        return database.sql()
                .sql("select key, payload from events.outbox where type = ? order by occurred_at, event_id")
                .param(type)
                .query((row, n) -> known.isEmpty()
                        ? row.getString(2) // Of staff: nothing in it is sealed.
                        : JSON.writeValueAsString(outbox.open(
                                known.get(), row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8))))
                .list();
    }

    /** The token of the last link that an event of this type has mailed to this address. */
    String token(String type, String email) {
        String payload = published(type).reversed().stream()
                .filter(text -> text.contains('"' + email + '"'))
                .findFirst()
                .orElseThrow();
        JsonNode event = JSON.readTree(payload);
        JsonNode link = event.get("link");
        LinkRequest request = new LinkRequest(
                link.get("purpose").asString(),
                link.get("key").asString(),
                UUID.fromString(link.get("id").asString()));
        return LinkTokens.of(outbox)
                .token(request, (event.has("oldEmail") ? event.get("oldEmail") : event.get("email")).asString());
    }

    static Origin from(String address) {
        return new Origin(address, "curl/8", null);
    }

    static Origin from(String address, String device) {
        return new Origin(address, "curl/8", device);
    }
}
