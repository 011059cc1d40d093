package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.events.EventSettings;
import io.peakday.events.EventType;
import io.peakday.events.Outbox;
import io.peakday.identity.IdentitySettings.Attempts;
import io.peakday.identity.IdentitySettings.Mails;
import io.peakday.identity.IdentitySettings.Passwords;
import io.peakday.mail.LinkRequest;
import io.peakday.secrets.PasswordHashing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions and signing in on one node, without a server, with hashes cheap enough for tests. */
public final class SampleIdentity {
    public static final IdentitySettings SETTINGS = new IdentitySettings(
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

    public static final Origin HOME = new Origin("198.51.100.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", null);

    public static final Permissions PERMISSIONS = Permissions.of(new IdentityModule(), new SampleModule());

    private static final JsonMapper JSON = new JsonMapper();

    public final Database database;
    public final InstantSource clock;
    public final Outbox outbox;
    public final Budgets budgets;
    public final Sessions sessions;
    public final PasswordSignIn signIn;

    public SampleIdentity(Database database, InstantSource clock, List<Accounts> accounts) {
        this.database = database;
        this.clock = clock;
        Passwords cost = SETTINGS.passwords();
        PasswordHashing hashing = new PasswordHashing(
                cost.memoryKib(), cost.passes(), cost.concurrency(), cost.maxWaiting(), cost.patience());
        outbox = new Outbox(database, clock, EventSettings.withPrefix("test."));
        budgets = new Budgets(database);
        sessions = new Sessions(database, clock, SETTINGS, accounts);
        signIn = new PasswordSignIn(database, clock, sessions, hashing, budgets, SETTINGS);
    }

    /**
     * The payloads of the events of this type, oldest first, as JSON, with what is sealed in them.
     *
     * @param sealing the types of which something is sealed
     */
    public List<String> published(String type, Collection<? extends EventType<?>> sealing) {
        Optional<? extends EventType<?>> known =
                sealing.stream().filter(one -> one.name().equals(type)).findFirst();
        return database
                .sql()
                .sql("select key, payload from events.outbox where type = ? order by occurred_at, event_id")
                .param(type)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .map(event -> known.isEmpty()
                        ? event.getValue()
                        : JSON.writeValueAsString(outbox.open(
                                known.get(), event.getKey(), event.getValue().getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    /** The token of the last link that one of these payloads has mailed to this address. */
    public String token(List<String> payloads, String email) {
        String payload = payloads.reversed().stream()
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

    /** For what purposes this owner has links that were not used, as they are stored. */
    public List<String> openTokens(UUID owner) {
        return new MailTokens(database, clock, LinkTokens.of(outbox))
                .open(owner).stream().map(MailTokens.Open::purpose).toList();
    }

    /** On how many devices this owner has signed in. */
    public int devices(UUID owner) {
        return new KnownDevices(database, clock).lastUsed(owner).size();
    }

    /** All that is kept of sessions, links and devices, as text. */
    public String everything() {
        return database.sql().sql("""
                        select coalesce(string_agg(s::text, ' '), '') || (select coalesce(string_agg(t::text, ' '), '')
                          from identity.mail_token t) || (select coalesce(string_agg(d::text, ' '), '')
                          from identity.known_device d) from identity.session s""").query(String.class).single();
    }

    /** Takes a session away without notifying the program. */
    public static void remove(Database database, UUID session) {
        database.sql()
                .sql("delete from identity.session where id = ?")
                .param(session)
                .update();
    }

    /**
     * Makes the links of this owner what only a newer program knows.
     *
     * @param tables as the owner of the tables
     */
    public void makeNewer(Database tables, UUID owner) {
        tables.sql()
                .sql("alter table identity.mail_token drop constraint if exists mail_token_purpose_check")
                .update();
        database.sql()
                .sql("update identity.mail_token set purpose = 'teleport' where owner_id = ?")
                .param(owner)
                .update();
    }

    public static Origin from(String address) {
        return new Origin(address, "curl/8", null);
    }

    public static Origin from(String address, String device) {
        return new Origin(address, "curl/8", device);
    }
}
