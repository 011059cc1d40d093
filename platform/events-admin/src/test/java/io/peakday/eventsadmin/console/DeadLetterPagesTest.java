package io.peakday.eventsadmin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.SampleOperator;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.events.DeadLetter;
import io.peakday.events.DeadLetters;
import io.peakday.eventsadmin.EventsAdminModule;
import io.peakday.eventsadmin.SampleParcels;
import io.peakday.identity.Actor.Staff;
import io.peakday.identity.Permissions;
import io.peakday.identity.Role;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking at events that could not be handled, and doing something about them, with forms alone, over HTTP. */
class DeadLetterPagesTest {
    private static final String PAGES = "/console/dead-letters";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final NodeWiring WIRING = SampleOperator.WIRING.and(EventsAdminModule.class, SampleParcels.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aDeadLetterIsReadAndReplayed() throws Exception {
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = refused("a hat");
        assertThat(owner.get(PAGES).body()).contains("I do not like a hat", page);
        assertThat(owner.get(page).body()).contains("\"name\" : \"a hat\"", "SampleParcels");
        HttpResponse<String> again = owner.post(page + "/replay", Map.of());
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("It failed again");
        SampleParcels.accept("a hat");
        assertThat(owner.post(page + "/replay", Map.of()).body()).contains("Handled. Events: 1.");
        assertThat(owner.get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadLetterIsGivenUpWithAReason() throws Exception {
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = refused("a cap");
        HttpResponse<String> unsaid = owner.post(page + "/discard", Map.of("reason", " "));
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(unsaid.body()).contains("A reason is needed");
        assertThat(owner.post(page + "/discard", Map.of("reason", "Nobody wears it"))
                        .body())
                .contains("The event is given up, and its reason is kept.");
        assertThat(owner.get(page).statusCode()).isEqualTo(404);
        assertThat(SampleParcels.isHandled("a cap")).isFalse();
    }

    @Test
    void allOfASubscriptionAreReplayedAtOnce() throws Exception {
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        String page = refused("a scarf");
        Map<String, String> all = Map.of("consumer", SampleParcels.CONSUMER);
        assertThat(owner.get(PAGES).body()).doesNotContain("Replay all");
        assertThat(owner.get(PAGES + "?consumer=" + SampleParcels.CONSUMER).body())
                .contains("Replay all", page);
        HttpResponse<String> failing = owner.post(PAGES + "/replay", all);
        assertThat(failing.statusCode()).isEqualTo(409);
        assertThat(failing.body()).contains("still fail");
        SampleParcels.accept("a scarf");
        assertThat(owner.post(PAGES + "/replay", all).body()).contains("Handled. Events: ");
        assertThat(SampleParcels.isHandled("a scarf")).isTrue();
    }

    @Test
    void keptEventsAreSentAgainOfATimeInWhichTheyAreKept() throws Exception {
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(owner.get(PAGES).body()).contains("Send kept events again");
        assertThat(owner.post(PAGES + "/replay-kept", Map.of("hours", "168", "topic", "parcels"))
                        .body())
                .contains("They are sent again within seconds");
        HttpResponse<String> tooOld = owner.post(PAGES + "/replay-kept", Map.of("hours", "1000"));
        assertThat(tooOld.statusCode()).isEqualTo(400);
        assertThat(tooOld.body()).contains("Events are kept for 7 days");
    }

    @Test
    void whoMayOnlyLookIsOfferedNothingAndDoesNothing() throws Exception {
        String page = refused("a glove");
        SampleOperator auditor = SampleOperator.of(node, Role.AUDITOR);
        assertThat(auditor.get(PAGES).body()).contains(page).doesNotContain("Send kept events again");
        assertThat(auditor.get(page).body()).contains("I do not like a glove").doesNotContain(page + "/replay");
        for (String action : List.of(page + "/replay", page + "/discard", PAGES + "/replay", PAGES + "/replay-kept")) {
            assertThat(auditor.post(action, Map.of("reason", "No", "consumer", SampleParcels.CONSUMER, "hours", "1"))
                            .statusCode())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(SampleOperator.of(node, Role.SUPPORT).get(PAGES).statusCode())
                .isEqualTo(403);
        SampleParcels.accept("a glove");
        assertThat(SampleOperator.of(node, Role.OWNER)
                        .post(page + "/replay", Map.of())
                        .body())
                .contains("Handled. Events: 1.");
    }

    @Test
    void theOverviewCountsThemForThoseWhoMayLook() throws Exception {
        String page = refused("a boot");
        OverviewSummary summary = node.get("deadLetterSummary", OverviewSummary.class);
        Tile tile = summary.read(frame(Role.AUDITOR)).tiles().getFirst();
        assertThat(tile.level()).isEqualTo(Level.BAD);
        assertThat(tile.href()).isEqualTo(PAGES);
        assertThat(Integer.parseInt(tile.value())).isPositive();
        assertThat(summary.read(frame(Role.SUPPORT))).isNull();
        SampleParcels.accept("a boot");
        SampleOperator.of(node, Role.OWNER).post(page + "/replay", Map.of());
    }

    /** The page of the dead letter of a parcel that was refused. */
    private static String refused(String name) {
        SampleParcels.refuse(name);
        SampleParcels.send(node, name, name);
        DeadLetters letters = node.get(DeadLetters.class);
        return PAGES + "/"
                + await().atMost(SOON)
                        .until(
                                () -> letters.list(SampleParcels.CONSUMER, null, 50).letters().stream()
                                        .filter(letter ->
                                                letter.envelope().key().equals(name))
                                        .map(DeadLetter::id)
                                        .findFirst(),
                                Optional::isPresent)
                        .orElseThrow();
    }

    private static Frame frame(Role role) {
        Set<Role> roles = Set.of(role);
        Staff member = new Staff(
                Ids.next(),
                "m@peakday.example",
                "M",
                roles,
                node.get(Permissions.class).of(role),
                Ids.next());
        return new Frame("", "", member, List.of(), ZoneOffset.UTC, Instant.now(), null, null, List.of());
    }
}
