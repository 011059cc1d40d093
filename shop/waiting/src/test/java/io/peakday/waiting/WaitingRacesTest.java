package io.peakday.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.testkit.Races;
import io.peakday.testkit.TestDatabase;
import io.peakday.waiting.JoinOutcome.AlreadyIn;
import io.peakday.waiting.JoinOutcome.Joined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes, each with its own pool, groups and memory, on one database. */
class WaitingRacesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final List<Stage> nodes = List.of(
            new Stage(postgres.database()), new Stage(postgres.anotherNode()), new Stage(postgres.anotherNode()));

    private Stage node(int i) {
        return nodes.get(i % nodes.size());
    }

    @Test
    void whoIsAnsweredOneMomentStandsBeforeWhoAsksTheNextWhicheverNodesTheyAsk() throws Exception {
        UUID room = node(0).open(0.01, 1);
        int chains = 30;
        int links = 12;
        List<Callable<List<Long>>> calls = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            int chain = i;
            calls.add(() -> {
                List<Long> numbers = new ArrayList<>();
                for (int n = 0; n < links; n++) {
                    numbers.add(node(chain + n).join(room, UUID.randomUUID()).number());
                }
                return numbers;
            });
        }
        Set<Long> all = new HashSet<>();
        for (List<Long> numbers : Races.run(calls)) {
            assertThat(numbers).isSorted();
            all.addAll(numbers);
        }
        assertThat(all).hasSize(chains * links).contains(0L, chains * links - 1L);
        assertThat(node(0).rooms.find(room).orElseThrow().issued()).isEqualTo(chains * links);
    }

    @Test
    void oneCustomerOnAllDevicesAtOnceHasOnePlace() throws Exception {
        for (UUID room : List.of(node(0).open(1, 1), node(0).planned(1, 1))) {
            UUID customer = UUID.randomUUID();
            List<Callable<JoinOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                Stage node = node(i);
                calls.add(() -> node.rooms.join(room, customer));
            }
            List<JoinOutcome> outcomes = Races.run(calls);
            assertThat(outcomes).filteredOn(Joined.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(AlreadyIn.class::isInstance).hasSize(89);
            assertThat(node(0).rooms.find(room).orElseThrow().issued()).isEqualTo(1);
        }
    }

    @Test
    void everybodyWhoJoinsWhileTheRoomOpensHasOneNumberAndTheEarlyOnesAreInFront() throws Exception {
        UUID room = node(0).planned(0.01, 1);
        List<Callable<Place>> calls = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Stage node = node(i);
            boolean opening = i == 300;
            calls.add(() -> {
                if (opening) {
                    node.opensNow(room);
                }
                return node.join(room, UUID.randomUUID());
            });
        }
        List<Place> places = Races.run(calls);
        nodes.forEach(node -> node.rooms.advance());
        WaitingRoom now = node(0).rooms.find(room).orElseThrow();
        assertThat(now.issued()).isEqualTo(600);
        assertThat(places).filteredOn(Place::early).hasSize((int) now.early());
        for (Stage node : nodes) {
            Set<Long> numbers = new HashSet<>();
            for (Place place : places) {
                long number = place.early() ? node.rooms.line(room).drawn(place) : place.number();
                assertThat(number < now.early()).isEqualTo(place.early());
                numbers.add(number);
            }
            assertThat(numbers).hasSize(600).contains(0L, 599L);
        }
    }

    @Test
    void threeNodesTogetherLetInNoFasterThanTheRoomAllows() throws Exception {
        double rate = 400;
        int burst = 400;
        UUID room = node(0).open(rate, burst);
        List<Callable<Place>> joins = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Stage node = node(i);
            joins.add(() -> node.join(room, UUID.randomUUID()));
        }
        Races.run(joins);
        var stop = new AtomicBoolean();
        List<double[]> samples = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 9; i++) {
                Stage node = node(i);
                threads.submit(() -> {
                    while (!stop.get()) {
                        node.rooms.advance();
                    }
                });
            }
            try {
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> {
                            samples.add(sample(room));
                            return samples.getLast()[1] >= 2_000;
                        });
            } finally {
                stop.set(true);
            }
        }
        for (double[] from : samples) {
            for (double[] to : samples) {
                if (to[0] >= from[0]) {
                    assertThat(to[1] - from[1]).isLessThanOrEqualTo(burst + rate * (to[0] - from[0]) + 1e-6);
                }
            }
        }
        // And not much slower, unless this machine stood still.
        double seconds = samples.getLast()[0] - samples.getFirst()[0];
        assertThat(samples.getLast()[1]).isGreaterThan(rate * seconds / 4);
    }

    /** When somebody was last let in, and how many are. */
    private double[] sample(UUID room) {
        return postgres.database()
                .sql()
                .sql("select extract(epoch from advanced_at), served, advanced_at <= clock_timestamp() "
                        + "from waiting.room where id = ?")
                .param(room)
                .query((row, n) -> {
                    assertThat(row.getBoolean(3)).isTrue();
                    return new double[] {row.getDouble(1), row.getDouble(2)};
                })
                .single();
    }

    @Test
    void leavesJoinsAndAdmissionsThatRaceLeaveEveryNodeWithTheSameLine() throws Exception {
        UUID room = node(0).planned(200, 50);
        List<UUID> customers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            customers.add(node(i).joined(room));
        }
        node(0).opensNow(room);
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Stage node = node(i);
            UUID customer = customers.get((i * 7) % customers.size());
            switch (i % 5) {
                case 0 -> calls.add(() -> node.rooms.leave(room, customer));
                case 1 ->
                    calls.add(() -> {
                        node.rooms.advance();
                        return room;
                    });
                case 2 -> calls.add(() -> node.join(room, UUID.randomUUID()));
                default -> calls.add(() -> node.rooms.join(room, customer));
            }
        }
        Races.run(calls);
        node(0).rooms.pause(room);
        nodes.forEach(node -> node.rooms.advance());
        List<List<Standing>> seen = new ArrayList<>();
        for (Stage node : nodes) {
            seen.add(customers.stream()
                    .map(customer -> node.standing(room, customer))
                    .toList());
        }
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
        WaitingRoom now = node(0).rooms.find(room).orElseThrow();
        long left = postgres.database()
                .sql()
                .sql("select gaps from waiting.room where id = ?")
                .param(room)
                .query(Long.class)
                .single();
        assertThat(node(0).rooms.line(room).gaps().size()).isEqualTo((int) left);
        assertThat(now.served()).isLessThanOrEqualTo(now.issued());
    }

    @Test
    void aNodeThatDiesTakesNoPlaceAndNoTurnWithIt() {
        UUID room = node(0).open(0.01, 1);
        UUID first = node(0).joined(room);
        Place second = node(0).join(room, UUID.randomUUID());
        String ticket = node(0).rooms.ticket(second);
        node(0).rooms.close();
        Stage another = new Stage(postgres.anotherNode());
        assertThat(another.rooms.standing(room, second.customerId(), ticket)).isInstanceOf(Standing.Waiting.class);
        another.rooms.advance();
        assertThat(another.rooms.admits(room, first)).isTrue();
        another.later(room, Duration.ofSeconds(101));
        assertThat(another.rooms.standing(room, second.customerId(), ticket)).isInstanceOf(Standing.Admitted.class);
        assertThat(node(1).rooms.standing(room, second.customerId())).isInstanceOf(Standing.Admitted.class);
    }

    @Test
    void whoLeftOnOneNodeIsNotTakenToBeInByAnother() {
        UUID planned = node(0).planned(1, 1);
        UUID open = node(0).open(0.01, 1);
        node(0).joined(open);
        for (UUID room : List.of(planned, open)) {
            UUID customer = UUID.randomUUID();
            node(1).join(room, customer);
            assertThat(node(0).rooms.leave(room, customer)).isInstanceOf(LeaveOutcome.Left.class);
            node(1).rooms.advance();
            assertThat(node(1).standing(room, customer)).isInstanceOf(Standing.NoPlace.class);
            node(0).rooms.setDifficulty(room, 4);
            node(1).rooms.advance();
            assertThat(node(1).rooms.join(room, customer)).isInstanceOf(JoinOutcome.ChallengeRequired.class);
            node(0).rooms.setDifficulty(room, 0);
            node(1).rooms.advance();
            assertThat(node(1).rooms.join(room, customer)).isInstanceOf(Joined.class);
        }
    }

    @Test
    void aJoinThatWaitedForTheClosingIsRefused() throws Exception {
        UUID room = node(0).open(1, 1);
        var locked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JoinOutcome>> join = new ArrayList<>();
            postgres.database().run(() -> {
                node(0).rooms.close(room);
                locked.countDown();
                join.add(threads.submit(() -> node(1).rooms.join(room, UUID.randomUUID())));
                await().until(() -> postgres.database()
                        .sql()
                        .sql("select exists (select from pg_stat_activity where datname = current_database() "
                                + "and wait_event_type = 'Lock')")
                        .query(Boolean.class)
                        .single());
            });
            assertThat(join.getFirst().get()).isInstanceOf(JoinOutcome.Closed.class);
        }
    }
}
