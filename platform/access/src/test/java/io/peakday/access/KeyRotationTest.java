package io.peakday.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.audit.AuditEntry;
import io.peakday.events.EventsModule;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.Role;
import io.peakday.identity.SampleIdentity;
import io.peakday.identity.SessionKind;
import io.peakday.identity.SignIn.SignedIn;
import io.peakday.kernel.Failure;
import io.peakday.secrets.RotatingKeys.SharedKey;
import io.peakday.secrets.SharedKeys;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shared key is replaced while nodes run, and nobody notices; one that leaked is ended at once. */
class KeyRotationTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, IdentityModule.SCHEMA);

    private static final Duration OVERLAP = Duration.ofDays(90);

    private final SampleAccess facades = new SampleAccess(postgres, postgres.database(), new SteppedClock());
    private final SampleAccess other = new SampleAccess(postgres, postgres.anotherNode(), new SteppedClock());
    private final KeyRotation keys = new KeyRotation(
            List.of(new SharedKeys(postgres.database())), OVERLAP, facades.audit, SampleAccess.PERMISSIONS);

    @BeforeEach
    void noOverlapFromBefore() {
        new SharedKeys(postgres.database()).rotate("session", Duration.ZERO);
    }

    @Test
    void sessionsOfBothKeysAreOpenOnEveryNodeWhileTwoCount() {
        SignedIn old = register();
        assertThat(signedIn(other, old)).isTrue();
        var rotated = keys.rotate("session", false);
        assertThat(rotated.previousUntil()).isAfter(rotated.since());
        // A node that does not know the new key yet learns of it by the first token of it.
        SignedIn fresh = registerWithTheNewKey();
        await().atMost(Duration.ofSeconds(5)).until(() -> signedIn(other, fresh));
        for (SampleAccess node :
                List.of(facades, other, new SampleAccess(postgres, postgres.anotherNode(), new SteppedClock()))) {
            assertThat(signedIn(node, old)).isTrue();
            assertThat(signedIn(node, fresh)).isTrue();
        }
    }

    @Test
    void whatALeakedKeySignedCountsNoMoreOnAnyNode() {
        SignedIn old = register();
        assertThat(signedIn(other, old)).isTrue();
        endOld();
        SignedIn fresh = registerWithTheNewKey();
        for (SampleAccess node : List.of(facades, other)) {
            await().atMost(Duration.ofSeconds(5)).until(() -> signedIn(node, fresh) && !signedIn(node, old));
        }
    }

    @Test
    void aSecondRotationWaitsForTheFirstUnlessTheOldKeyIsToEnd() {
        register();
        keys.rotate("session", false);
        assertThatThrownBy(() -> keys.rotate("session", false))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.key-overlaps"));
        assertThat(endOld().previousUntil()).isNull();
        assertThatThrownBy(() -> keys.rotate("nothing", false))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo("identity.no-key"));
        assertThat(facades.audit.page(null, "key:session", null, 9).items())
                .extracting(AuditEntry::action)
                .contains("key.rotated");
    }

    @Test
    void ofTwoRotationsAtOnceOneIsDone() throws Exception {
        register();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> one = threads.submit(() -> rotated());
            Future<Boolean> two = threads.submit(() -> rotated());
            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(true, false);
        }
    }

    private SharedKey endOld() {
        SharedKey[] rotated = new SharedKey[1];
        CurrentActor.runAs(new Actor.SystemActor("test"), () -> rotated[0] = keys.rotate("session", true));
        return rotated[0];
    }

    private boolean rotated() {
        try {
            keys.rotate("session", false);
            return true;
        } catch (Failure overlapping) {
            return false;
        }
    }

    /** By a node that has just started, which signs with the newest key. */
    private SignedIn registerWithTheNewKey() {
        return register(new SampleAccess(postgres, postgres.anotherNode(), new SteppedClock()));
    }

    private SignedIn register() {
        return register(facades);
    }

    private static SignedIn register(SampleAccess node) {
        String email = UUID.randomUUID() + "@example.com";
        node.staff.ensure(email, "Kay", "tulips under gravel", Set.of(Role.AUDITOR));
        return (SignedIn) node.staffSignIn.signIn(email, "tulips under gravel", SampleIdentity.from("203.0.113.200"));
    }

    private static boolean signedIn(SampleAccess node, SignedIn session) {
        return node.sessions.resolve(SessionKind.STAFF, session.token()).isPresent();
    }
}
