package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.testkit.TestDatabase;
import io.peakday.waiting.JoinOutcome.AlreadyIn;
import io.peakday.waiting.JoinOutcome.ChallengeRequired;
import io.peakday.waiting.JoinOutcome.Joined;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChallengesTest {
    private static final int BITS = 10;

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final UUID customer = UUID.randomUUID();
    private final UUID room = guarded(BITS);

    private UUID guarded(int difficulty) {
        UUID id = stage.open(1, 1);
        stage.rooms.setDifficulty(id, difficulty);
        return id;
    }

    static Solution solve(Challenge challenge) {
        for (long nonce = 0; ; nonce++) {
            String text = Long.toString(nonce, 36);
            if (Challenges.solves(challenge.text(), text, challenge.bits())) {
                return new Solution(challenge.text(), text);
            }
        }
    }

    private static String code(Runnable call) {
        try {
            call.run();
            return "";
        } catch (Failure e) {
            return e.code();
        }
    }

    @Test
    void aRoomThatAsksForWorkIsJoinedWithItsSolutionOnly() {
        assertThat(stage.rooms.join(room, customer)).isEqualTo(new ChallengeRequired(BITS, null));
        Solution solution = solve(stage.rooms.challenge(room, customer));
        assertThat(code(() -> stage.rooms.join(room, customer, new Solution(solution.challenge(), wrong(solution)))))
                .isEqualTo("waiting.wrong-solution");
        assertThat(stage.rooms.join(room, customer, solution)).isInstanceOf(Joined.class);
        assertThat(stage.rooms.join(room, customer, solution)).isInstanceOf(AlreadyIn.class);
        assertThat(stage.rooms.join(room, customer)).isInstanceOf(AlreadyIn.class);
    }

    private static String wrong(Solution solution) {
        for (int i = 0; ; i++) {
            if (!Challenges.solves(solution.challenge(), "x" + i, BITS)) {
                return "x" + i;
            }
        }
    }

    @Test
    void aSolutionServesOnceAndNobodyElseAndNowhereElse() {
        Solution solution = solve(stage.rooms.challenge(room, customer));
        UUID other = guarded(BITS);
        assertThat(code(() -> stage.rooms.join(room, UUID.randomUUID(), solution)))
                .isEqualTo("waiting.bad-challenge");
        assertThat(code(() -> stage.rooms.join(other, customer, solution))).isEqualTo("waiting.bad-challenge");
        stage.rooms.join(room, customer, solution);
        stage.rooms.leave(room, customer);
        assertThat(stage.rooms.join(room, customer, solution)).isInstanceOf(ChallengeRequired.class);
        stage.clock.advance(Duration.ofSeconds(1));
        assertThat(stage.rooms.join(room, customer, solve(stage.rooms.challenge(room, customer))))
                .isInstanceOf(Joined.class);
    }

    @Test
    void aChallengeEndsAndCannotBeForgedOrMadeEasier() {
        Challenge challenge = stage.rooms.challenge(room, customer);
        Solution solution = solve(challenge);
        char first = challenge.text().charAt(80);
        String forged = challenge.text().substring(0, 80)
                + (first == 'A' ? 'B' : 'A')
                + challenge.text().substring(81);
        assertThat(code(() -> stage.rooms.join(room, customer, new Solution(forged, "1"))))
                .isEqualTo("waiting.bad-challenge");
        String ticket = stage.rooms.ticket(Place.early(room, customer));
        assertThat(code(() -> stage.rooms.join(room, customer, new Solution(ticket, null))))
                .isEqualTo("waiting.bad-challenge");

        stage.rooms.setDifficulty(room, BITS + 2);
        assertThat(stage.rooms.join(room, customer, solution)).isEqualTo(new ChallengeRequired(BITS + 2, null));
        stage.rooms.setDifficulty(room, BITS);
        stage.clock.advance(Duration.ofMinutes(11));
        assertThat(stage.rooms.join(room, customer, solution)).isInstanceOf(ChallengeRequired.class);
        stage.rooms.setDifficulty(room, 0);
        assertThat(stage.rooms.join(room, customer)).isInstanceOf(Joined.class);
    }

    @Test
    void whoCannotComputeWaitsInsteadAndSoManyASecondOnly() {
        Challenge mine = stage.rooms.challenge(room, customer);
        Solution waited = new Solution(mine.text(), null);
        assertThat(stage.rooms.join(room, customer, waited))
                .isEqualTo(new ChallengeRequired(BITS, Duration.ofSeconds(30)));
        stage.clock.advance(Duration.ofSeconds(30));
        assertThat(stage.rooms.join(room, customer, waited)).isInstanceOf(Joined.class);

        Stage none = new Stage(postgres.anotherNode(), nobodySlow());
        Solution refused =
                new Solution(none.rooms.challenge(room, UUID.randomUUID()).text(), null);
        UUID other = UUID.randomUUID();
        Solution late = new Solution(none.rooms.challenge(room, other).text(), null);
        none.clock.advance(Duration.ofSeconds(30));
        assertThat(none.rooms.join(room, other, late)).isEqualTo(new ChallengeRequired(BITS, SlowLane.COME_BACK));
        assertThatThrownBy(() -> none.rooms.join(room, other, refused)).isInstanceOf(Failure.class);
    }

    private static WaitingSettings nobodySlow() {
        return Stage.settings(
                WaitingSettings.defaults().maxPlaces(),
                new WaitingSettings.Challenge(Duration.ofMinutes(10), Duration.ofSeconds(30), 0));
    }

    @Test
    void bitsAreCountedFromTheFront() {
        int[] found = new int[9];
        for (int i = 0; i < 4_096; i++) {
            for (int difficulty = 0; difficulty <= 8; difficulty++) {
                found[difficulty] += Challenges.solves("a challenge", Integer.toString(i), difficulty) ? 1 : 0;
            }
        }
        assertThat(found[0]).isEqualTo(4_096);
        assertThat(found[1]).isBetween(1_900, 2_200);
        assertThat(found[4]).isBetween(200, 320);
        assertThat(found[8]).isBetween(5, 40);
    }
}
