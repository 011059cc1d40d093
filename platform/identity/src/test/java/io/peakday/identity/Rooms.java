package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentitySettings.Attempts;
import io.peakday.identity.IdentitySettings.Mails;
import io.peakday.identity.IdentitySettings.Passwords;
import io.peakday.identity.audit.AuditKeys;
import io.peakday.identity.audit.RecordedHeads;
import io.peakday.identity.secret.PasswordHashing;
import io.peakday.identity.throttle.Budgets;
import io.peakday.testkit.SteppedClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The façades of one node, without a server, with hashes cheap enough for tests. */
final class Rooms {
    static final IdentitySettings SETTINGS = new IdentitySettings(
            "https://shop.example",
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofHours(12),
            Duration.ofHours(2),
            Duration.ofSeconds(3),
            new Passwords(1024, 1, 2, 200, Duration.ofSeconds(20)),
            new Mails(Duration.ofDays(3), Duration.ofHours(1), 5),
            new Attempts(Duration.ofMinutes(15), 10, 100, 20, 100));

    static final Origin HOME = new Origin("198.51.100.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", null);

    final Database database;
    final Sessions sessions;
    final PasswordSignIn signIn;
    final Audit audit;
    final Customers customers;
    final StaffMembers staff;
    final ApiKeys keys;
    final AccountRecovery recovery;

    Rooms(Database database, InstantSource clock) {
        this.database = database;
        Passwords cost = SETTINGS.passwords();
        PasswordHashing hashing = new PasswordHashing(
                cost.memoryKib(), cost.passes(), cost.concurrency(), cost.maxWaiting(), cost.patience());
        Outbox outbox = new Outbox(database, clock, EventSettings.withPrefix("test."));
        Budgets budgets = new Budgets(database, clock);
        sessions = new Sessions(database, clock, SETTINGS);
        AuditKeys keysOfAudit = AuditKeys.of("", null);
        audit = new Audit(
                database, clock, new JsonMapper(), keysOfAudit, new RecordedHeads(keysOfAudit, List.of(), false));
        signIn = new PasswordSignIn(database, clock, sessions, hashing, budgets, SETTINGS.attempts());
        recovery = new AccountRecovery(database, outbox, clock, sessions, hashing, budgets, SETTINGS);
        customers = new Customers(database, outbox, clock, sessions, signIn, recovery);
        keys = new ApiKeys(database, clock, SETTINGS, audit);
        staff = new StaffMembers(database, clock, sessions, signIn, audit, keys);
    }

    static SteppedClock clock() {
        return new SteppedClock();
    }

    /** The payloads of the events of this type, oldest first, as JSON. */
    List<String> told(String type) {
        return database.sql()
                .sql("select payload::text from events.outbox where type = ? order by occurred_at, event_id")
                .param(type)
                .query(String.class)
                .list();
    }

    /** The token of the last link told by an event of this type to this address. */
    String token(String type, String email) {
        String payload = told(type).reversed().stream()
                .filter(text -> text.contains('"' + email + '"'))
                .findFirst()
                .orElseThrow();
        int at = payload.indexOf("?token=") + "?token=".length();
        return payload.substring(at, at + 43);
    }

    static Origin from(String address) {
        return new Origin(address, "curl/8", null);
    }

    static Origin from(String address, String device) {
        return new Origin(address, "curl/8", device);
    }
}
