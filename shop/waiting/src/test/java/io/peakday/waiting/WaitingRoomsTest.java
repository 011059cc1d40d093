package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.TestDatabase;
import io.peakday.waiting.JoinOutcome.AlreadyIn;
import io.peakday.waiting.JoinOutcome.Joined;
import io.peakday.waiting.Standing.Admitted;
import io.peakday.waiting.Standing.Closed;
import io.peakday.waiting.Standing.Early;
import io.peakday.waiting.Standing.NoPlace;
import io.peakday.waiting.Standing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitingRoomsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());

    private static String code(Runnable call) {
        try {
            call.run();
        } catch (Failure e) {
            return e.code();
        }
        return "";
    }

    @Test
    void whoComesAfterTheOpeningIsServedInTheOrderOfComing() {
        UUID room = stage.open(0.01, 2);
        List<UUID> customers = List.of(stage.joined(room), stage.joined(room), stage.joined(room), stage.joined(room));
        stage.rooms.advance();
        assertThat(stage.standing(room, customers.get(0))).isInstanceOf(Admitted.class);
        assertThat(stage.standing(room, customers.get(1))).isInstanceOf(Admitted.class);
        assertThat(stage.position(room, customers.get(2))).isZero();
        assertThat(stage.position(room, customers.get(3))).isEqualTo(1);
        assertThat(stage.rooms.admits(room, customers.get(1))).isTrue();
        assertThat(stage.rooms.admits(room, customers.get(2))).isFalse();

        stage.later(room, Duration.ofSeconds(101));
        assertThat(stage.standing(room, customers.get(2))).isInstanceOf(Admitted.class);
        assertThat(stage.position(room, customers.get(3))).isZero();
    }

    @Test
    void aRoomIsKnownFromItsCommitOnWhateverLooksMeanwhile() {
        UUID kept = Ids.next();
        UUID undone = Ids.next();
        stage.database.run(() -> {
            stage.rooms.open(RoomTerms.of(kept, Instant.now(), 5, Instant.now().plus(Duration.ofHours(1))));
            asAnotherThread(stage.rooms::advance);
            assertThat(stage.rooms.setDifficulty(kept, 3).difficulty()).isEqualTo(3);
        });
        assertThat(stage.rooms.standing(kept, Ids.next())).isInstanceOf(NoPlace.class);

        assertThatThrownBy(() -> stage.database.run(() -> {
                    stage.rooms.open(
                            RoomTerms.of(undone, Instant.now(), 5, Instant.now().plus(Duration.ofHours(1))));
                    throw new IllegalStateException("it comes to nothing");
                }))
                .hasMessage("it comes to nothing");
        assertThat(code(() -> stage.rooms.standing(undone, Ids.next()))).isEqualTo("waiting.not-found");
    }

    private static void asAnotherThread(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEstimateIsThePositionByThePace() {
        UUID room = stage.open(0.5, 1);
        stage.joined(room);
        stage.joined(room);
        UUID third = stage.joined(room);
        assertThat(stage.standing(room, third)).isEqualTo(new Waiting(2, Duration.ofSeconds(6)));
    }

    @Test
    void joiningAgainGivesTheSamePlaceOnEveryNode() {
        UUID room = stage.open(1, 1);
        UUID customer = UUID.randomUUID();
        Place place = ((Joined) stage.rooms.join(room, customer)).place();
        assertThat(stage.rooms.join(room, customer)).isEqualTo(new AlreadyIn(place));
        Stage other = new Stage(postgres.anotherNode());
        assertThat(other.rooms.join(room, customer)).isEqualTo(new AlreadyIn(place));
        assertThat(other.rooms.place(room, customer)).contains(place);
        assertThat(other.rooms.find(room).orElseThrow().issued()).isEqualTo(1);
    }

    @Test
    void whoComesEarlyIsDrawnAndStandsBeforeWhoComesLater() {
        UUID room = stage.planned(0.01, 1);
        List<UUID> early = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            early.add(stage.joined(room));
        }
        assertThat(stage.standing(room, early.getFirst())).isInstanceOf(Early.class);
        assertThat(stage.rooms.find(room).orElseThrow().drawSeed()).isNull();
        stage.opensNow(room);
        UUID late = stage.joined(room);
        stage.rooms.advance();

        WaitingRoom now = stage.rooms.find(room).orElseThrow();
        byte[] seed = HexFormat.of().parseHex(now.drawSeed());
        assertThat(HexFormat.of().formatHex(RoomRow.sha256(seed))).isEqualTo(now.drawCommitment());
        Lots lots = new Lots(seed);
        early.sort(Comparator.comparing(lots::of));
        assertThat(stage.standing(room, early.getFirst())).isInstanceOf(Admitted.class);
        for (int i = 1; i < 20; i++) {
            assertThat(stage.position(room, early.get(i))).isEqualTo(i - 1);
        }
        assertThat(stage.position(room, late)).isEqualTo(19);
    }

    @Test
    void leavingBeforeTheOpeningAndComingAgainDrawsTheSameLot() {
        UUID room = stage.planned(1, 1);
        UUID customer = stage.joined(room);
        long lot = lot(room, customer);
        assertThat(stage.rooms.leave(room, customer)).isInstanceOf(LeaveOutcome.Left.class);
        assertThat(stage.rooms.leave(room, customer)).isInstanceOf(LeaveOutcome.NoPlace.class);
        assertThat(stage.standing(room, customer)).isInstanceOf(NoPlace.class);
        assertThat(stage.rooms.find(room).orElseThrow().early()).isZero();
        stage.join(room, customer);
        assertThat(lot(room, customer)).isEqualTo(lot);
        assertThat(stage.rooms.find(room).orElseThrow().early()).isEqualTo(1);
    }

    private long lot(UUID room, UUID customer) {
        return stage.database
                .sql()
                .sql("select lot from waiting.place where room_id = ? and customer_id = ?")
                .params(room, customer)
                .query(Long.class)
                .single();
    }

    @Test
    void whoLeavesTheLineMovesThoseBehindUpAndStandsAtTheEndOnComingAgain() {
        UUID room = stage.open(0.01, 1);
        List<UUID> customers = List.of(stage.joined(room), stage.joined(room), stage.joined(room), stage.joined(room));
        stage.rooms.advance();
        assertThat(stage.rooms.leave(room, customers.get(0))).isInstanceOf(LeaveOutcome.AlreadyAdmitted.class);
        String ticket = stage.rooms.ticket(stage.join(room, customers.get(1)));
        assertThat(stage.rooms.leave(room, customers.get(1))).isInstanceOf(LeaveOutcome.Left.class);
        assertThat(stage.position(room, customers.get(2))).isZero();
        assertThat(stage.position(room, customers.get(3))).isEqualTo(1);
        assertThat(stage.rooms.standing(room, customers.get(1), ticket)).isInstanceOf(NoPlace.class);

        stage.join(room, customers.get(1));
        assertThat(stage.position(room, customers.get(1))).isEqualTo(2);
        assertThat(stage.rooms.standing(room, customers.get(1), ticket)).isInstanceOf(Waiting.class);
        stage.later(room, Duration.ofSeconds(101));
        assertThat(stage.standing(room, customers.get(2))).isInstanceOf(Admitted.class);
        assertThat(stage.rooms.standing(room, customers.get(1), ticket)).isInstanceOf(Waiting.class);
    }

    @Test
    void anEarlyPlaceThatIsGivenUpAfterTheOpeningIsPassedOver() {
        UUID room = stage.planned(0.01, 1);
        List<UUID> customers = new ArrayList<>(List.of(stage.joined(room), stage.joined(room), stage.joined(room)));
        stage.opensNow(room);
        customers.sort(Comparator.comparingLong(customer -> stage.position(room, customer)));
        assertThat(stage.rooms.leave(room, customers.get(1))).isInstanceOf(LeaveOutcome.Left.class);
        assertThat(stage.position(room, customers.get(2))).isZero();
        stage.later(room, Duration.ofSeconds(101));
        assertThat(stage.standing(room, customers.get(2))).isInstanceOf(Admitted.class);
        stage.join(room, customers.get(1));
        assertThat(new Stage(postgres.anotherNode()).position(room, customers.get(1)))
                .isZero();
    }

    @Test
    void nobodyIsLetInDuringAPauseAndItsTimeEarnsNothing() {
        UUID room = stage.open(0.01, 1);
        stage.joined(room);
        UUID second = stage.joined(room);
        stage.rooms.advance();
        stage.rooms.pause(room);
        stage.later(room, Duration.ofHours(1));
        assertThat(stage.standing(room, second)).isEqualTo(new Waiting(0, null));
        stage.rooms.resume(room);
        stage.rooms.advance();
        assertThat(stage.position(room, second)).isZero();
        stage.later(room, Duration.ofSeconds(101));
        assertThat(stage.standing(room, second)).isInstanceOf(Admitted.class);
    }

    @Test
    void anotherRateHoldsFromTheChangeOn() {
        UUID room = stage.open(0.01, 1);
        for (int i = 0; i < 100; i++) {
            stage.joined(room);
        }
        stage.rooms.advance();
        assertThat(stage.served(room)).isEqualTo(1);
        stage.rooms.changeRate(room, 50, 50);
        assertThat(stage.served(room)).isEqualTo(1);
        stage.later(room, Duration.ofMillis(200));
        assertThat(stage.served(room)).isBetween(11L, 99L);
    }

    @Test
    void aRoomThatIsOverGivesNoPlaces() {
        UUID room = stage.open(1, 1);
        UUID inside = stage.joined(room);
        stage.rooms.close(room);
        assertThat(stage.standing(room, inside)).isInstanceOf(Closed.class);
        assertThat(stage.rooms.join(room, UUID.randomUUID())).isInstanceOf(JoinOutcome.Closed.class);
        assertThat(stage.standing(room, UUID.randomUUID())).isInstanceOf(Closed.class);
        UUID other = stage.open(1, 1);
        stage.joined(other);
        stage.closesNow(other);
        assertThat(stage.rooms.join(other, UUID.randomUUID())).isInstanceOf(JoinOutcome.Closed.class);
        assertThat(stage.standing(other, UUID.randomUUID())).isInstanceOf(Closed.class);
    }

    @Test
    void aFullRoomSaysSo() {
        Stage small = new Stage(
                postgres.anotherNode(),
                Stage.settings(3, WaitingSettings.defaults().challenge()));
        UUID room = small.open(1, 1);
        UUID first = small.joined(room);
        small.joined(room);
        small.joined(room);
        assertThat(small.rooms.join(room, UUID.randomUUID())).isInstanceOf(JoinOutcome.Full.class);
        assertThat(small.rooms.join(room, first)).isInstanceOf(AlreadyIn.class);
    }

    @Test
    void roomsThatAreLongOverAreForgotten() {
        UUID room = stage.open(1, 1);
        UUID customer = stage.joined(room);
        stage.joined(room);
        stage.rooms.leave(room, customer);
        stage.database
                .sql()
                .sql("update waiting.room set opens_at = opens_at - interval '30 days', "
                        + "closes_at = closes_at - interval '30 days' where id = ?")
                .param(room)
                .update();
        assertThat(stage.rooms.prune()).isEqualTo(3);
        assertThat(stage.rooms.prune()).isEqualTo(1);
        assertThat(stage.rooms.find(room)).isEmpty();
        stage.rooms.advance();
        assertThat(code(() -> stage.standing(room, customer))).isEqualTo("waiting.not-found");
    }

    @Test
    void termsCanBeChangedUntilTheOpeningAndNotAfter() {
        Instant opens = Instant.parse("2035-01-01T12:00:00Z");
        RoomTerms terms = RoomTerms.of(Ids.next(), opens, 100, opens.plusSeconds(3_600));
        WaitingRoom first = stage.rooms.open(terms);
        assertThat(stage.rooms.open(terms)).isEqualTo(first);
        RoomTerms other = RoomTerms.of(
                terms.roomId(), Instant.now().minusSeconds(5), 50, Instant.now().plusSeconds(60));
        WaitingRoom changed = stage.rooms.open(other);
        assertThat(changed.admissionsPerSecond()).isEqualTo(50);
        assertThat(changed.drawCommitment()).isEqualTo(first.drawCommitment());
        stage.joined(terms.roomId());
        assertThat(code(() -> stage.rooms.open(terms))).isEqualTo("waiting.already-open");
    }

    @Test
    void whatIsWrongWithTheTermsIsNamed() {
        Instant now = Instant.now();
        assertThatThrownBy(() -> stage.rooms.open(new RoomTerms(Ids.next(), now, 1e9, 0, now)))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("waiting.bad-room");
                    assertThat(failure.fields())
                            .extracting("field")
                            .contains("admissionsPerSecond", "burst", "closesAt");
                });
        assertThat(code(() -> stage.rooms.join(Ids.next(), UUID.randomUUID()))).isEqualTo("waiting.not-found");
        assertThat(code(() -> stage.rooms.leave(Ids.next(), UUID.randomUUID()))).isEqualTo("waiting.not-found");
        assertThat(code(() -> stage.rooms.pause(Ids.next()))).isEqualTo("waiting.not-found");
    }

    @Test
    void pausesBetweenPollsGrowWithThePosition() {
        UUID room = stage.open(1, 1);
        for (int i = 0; i < 40; i++) {
            stage.joined(room);
        }
        stage.rooms.advance();
        Duration near = stage.rooms.pollAfter(room, new Waiting(0, Duration.ofSeconds(1)));
        Duration far = stage.rooms.pollAfter(room, new Waiting(300, Duration.ofSeconds(300)));
        Duration farthest = stage.rooms.pollAfter(room, new Waiting(1_000_000, Duration.ofDays(10)));
        assertThat(near).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(far).isBetween(Duration.ofSeconds(23), Duration.ofSeconds(37));
        assertThat(farthest).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(60));
    }
}
