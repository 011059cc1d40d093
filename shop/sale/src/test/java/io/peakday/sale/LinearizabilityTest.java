package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.sale.Linearizability.Timed;
import io.peakday.sale.SaleModel.Asked;
import io.peakday.sale.SaleModel.Response;
import io.peakday.sale.SaleModel.Step;
import io.peakday.testkit.PrivatePostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * What everybody saw of a sale, on two nodes, while the database server is killed and a node begins again, could have happened one
 * after the other.
 *
 * <p>Claims and payments strictly so. "Sold out" may be as old as the last look of the node that says it: its call is taken to
 * be so much earlier.
 */
class LinearizabilityTest {
    private static final int UNITS = 4;
    private static final int CUSTOMERS = 10;
    private static final int CLIENTS = 6;
    private static final int ROUNDS = 40;

    @RegisterExtension
    static final PrivatePostgres postgres = PrivatePostgres.with(Stage.SCHEMAS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatEverybodySawCouldHaveHappenedOneAfterTheOther(long seed) throws Exception {
        Run run = new Run(seed);
        List<Timed<Step>> history = run.go();

        assertThat(history).hasSize(CLIENTS * ROUNDS);
        assertThat(history).extracting(timed -> timed.operation().response()).contains(Response.CLAIMED, Response.SOLD);
        assertThat(Linearizability.holds(history, SaleModel.initial(UNITS, CUSTOMERS), new SaleModel()))
                .as("seed %s: %s", seed, history)
                .isTrue();
        assertThat(run.one.differences(run.sale)).isEmpty();
    }

    /** @param looked when its last look that succeeded began */
    private record Node(Stage stage, AtomicLong looked) {
        Node(Stage stage) {
            this(stage, new AtomicLong(System.nanoTime()));
        }
    }

    /** Two nodes, some clients, and what goes wrong meanwhile. */
    private static final class Run {
        final Stage one = new Stage(postgres.database());
        final UUID sale = one.open(UNITS);
        private final Random seeds;
        private final Node[] nodes = {new Node(one), new Node(new Stage(postgres.database()))};
        private final UUID[] customers = new UUID[CUSTOMERS];
        private final Queue<Timed<Step>> history = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();

        Run(long seed) {
            seeds = new Random(seed);
            for (int i = 0; i < CUSTOMERS; i++) {
                customers[i] = Ids.next();
            }
        }

        List<Timed<Step>> go() throws Exception {
            CountDownLatch halfway = new CountDownLatch(CLIENTS * ROUNDS / 2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var looks = threads.submit(this::lookAgain);
                List<java.util.concurrent.Future<?>> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    Random random = new Random(seeds.nextLong());
                    clients.add(threads.submit(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            history.add(step(random));
                            halfway.countDown();
                        }
                    }));
                }
                halfway.await();
                postgres.kill();
                postgres.start();
                nodes[1] = new Node(new Stage(postgres.database()));
                for (var client : clients) {
                    client.get();
                }
                over.set(true);
                looks.get();
            }
            return List.copyOf(history);
        }

        /** As the nodes' own task does, more often. */
        private void lookAgain() {
            while (!over.get()) {
                for (Node node : nodes.clone()) {
                    long began = System.nanoTime();
                    try {
                        node.stage.sales.lookAgain();
                        node.looked.set(began);
                    } catch (Failure | DataAccessException | TransactionException e) {
                        continue; // The database is away: what the node remembers grows older.
                    }
                }
                Thread.onSpinWait();
            }
        }

        private Timed<Step> step(Random random) {
            int customer = random.nextInt(CUSTOMERS);
            Asked asked = random.nextInt(10) < 6 ? Asked.CLAIM : random.nextInt(10) < 3 ? Asked.PAY : Asked.EXPIRE;
            Timed<Step> response = null;
            while (response == null) {
                response = ask(asked, customer, nodes[random.nextInt(nodes.length)]);
            }
            return response;
        }

        /** Null: it did not happen, and is to be asked again. Were it taken for unknown, an outage would have too many orders. */
        private @Nullable Timed<Step> ask(Asked asked, int customer, Node at) {
            Stage node = at.stage;
            long looked = at.looked.get();
            long called = System.nanoTime();
            try {
                Response response = switch (asked) {
                    case CLAIM -> response(node.claim(sale, customers[customer]));
                    case PAY -> response(node.pay(sale, customers[customer], Ids.next()));
                    case EXPIRE -> expire(node, customers[customer]);
                };
                return new Timed<>(
                        new Step(asked, customer, response),
                        response == Response.SOLD_OUT ? Math.min(looked, called) : called,
                        System.nanoTime());
            } catch (Failure | DataAccessException | TransactionException e) {
                if (isRefusal(e)) {
                    Thread.yield();
                    return null;
                }
                return new Timed<>(new Step(asked, customer, Response.UNKNOWN), called, Long.MAX_VALUE);
            }
        }

        private static boolean isRefusal(RuntimeException e) {
            return e instanceof CannotCreateTransactionException
                    || e instanceof CannotGetJdbcConnectionException
                    || (e instanceof Failure failure && failure.code().equals("database.unavailable"));
        }

        private Response expire(Stage node, UUID customer) {
            node.database.sql().sql("""
                            update sale.claim set hold_until = clock_timestamp()
                            where sale_id = ? and customer_id = ? and state = 'HELD'""").params(sale, customer).update();
            while (!swept(node)) {
                Thread.yield();
            }
            return Response.EXPIRED;
        }

        private static boolean swept(Stage node) {
            try {
                node.sales.expireDue();
                return true;
            } catch (DataAccessException | TransactionException e) {
                return false; // Sweeping twice does no more than once.
            }
        }

        private static Response response(ClaimOutcome outcome) {
            return switch (outcome) {
                case ClaimOutcome.Claimed now -> Response.CLAIMED;
                case ClaimOutcome.AlreadyClaimed before -> Response.ALREADY_CLAIMED;
                case ClaimOutcome.SoldOut gone -> Response.SOLD_OUT;
                case ClaimOutcome.LimitReached limit -> Response.LIMIT_REACHED;
                case ClaimOutcome.NotOpen not -> throw new IllegalStateException("it is open: " + not);
                case ClaimOutcome.Waiting line -> throw new IllegalStateException("there is no line: " + line);
                case ClaimOutcome.AccessRequired code -> throw new IllegalStateException("there is none: " + code);
                case ClaimOutcome.ChallengeRequired work -> throw new IllegalStateException("there is none: " + work);
            };
        }

        private static Response response(PayOutcome outcome) {
            return switch (outcome) {
                case PayOutcome.Sold now -> Response.SOLD;
                case PayOutcome.AlreadySold before -> Response.ALREADY_SOLD;
                case PayOutcome.NotHeld not -> Response.NOT_HELD;
            };
        }
    }

    @Test
    void aUnitThatTwoGotIsFound() {
        assertThat(linearizable(
                        1, op(Asked.CLAIM, 0, Response.CLAIMED, 1, 4), op(Asked.CLAIM, 1, Response.CLAIMED, 2, 3)))
                .isFalse();
        assertThat(linearizable(
                        2, op(Asked.CLAIM, 0, Response.CLAIMED, 1, 4), op(Asked.CLAIM, 1, Response.CLAIMED, 2, 3)))
                .isTrue();
    }

    @Test
    void whoGotOneAfterItWasSoldOutIsFoundUnlessOneCameBack() {
        Timed<Step> first = op(Asked.CLAIM, 0, Response.CLAIMED, 1, 2);
        Timed<Step> refused = op(Asked.CLAIM, 1, Response.SOLD_OUT, 3, 4);
        Timed<Step> late = op(Asked.CLAIM, 2, Response.CLAIMED, 5, 6);
        assertThat(linearizable(1, first, refused, late)).isFalse();
        assertThat(linearizable(1, first, refused, op(Asked.EXPIRE, 0, Response.EXPIRED, 3, 7), late))
                .isTrue();
        assertThat(linearizable(2, refused, late)).isFalse();
    }

    @Test
    void aClaimThatWasForgottenIsFoundButOneWithoutAnAnswerMayBeEither() {
        Timed<Step> unknown = op(Asked.CLAIM, 0, Response.UNKNOWN, 1, Long.MAX_VALUE);
        assertThat(linearizable(1, unknown, op(Asked.CLAIM, 1, Response.CLAIMED, 3, 4)))
                .isTrue();
        assertThat(linearizable(1, unknown, op(Asked.CLAIM, 1, Response.SOLD_OUT, 3, 4)))
                .isTrue();
        assertThat(linearizable(
                        1,
                        op(Asked.CLAIM, 0, Response.CLAIMED, 1, 2),
                        op(Asked.CLAIM, 0, Response.CLAIMED, 3, 4),
                        op(Asked.CLAIM, 0, Response.ALREADY_CLAIMED, 5, 6)))
                .isFalse();
        assertThat(linearizable(
                        2, op(Asked.CLAIM, 0, Response.CLAIMED, 1, 2), op(Asked.PAY, 0, Response.NOT_HELD, 3, 4)))
                .isFalse();
    }

    @Test
    void whatBeganBeforeAndHadItsEffectLaterIsNoContradiction() {
        assertThat(linearizable(
                        1,
                        op(Asked.EXPIRE, 0, Response.EXPIRED, 1, 6),
                        op(Asked.CLAIM, 0, Response.CLAIMED, 2, 3),
                        op(Asked.CLAIM, 1, Response.CLAIMED, 5, 7)))
                .isTrue();
    }

    /** One after the other in any order: of sixty that overlap these would be more than can be tried. */
    @Test
    void manyWhoLookAtOnceAndManyWithoutAnAnswerHideNoContradiction() {
        List<Timed<Step>> history = new ArrayList<>();
        history.add(op(Asked.CLAIM, 0, Response.CLAIMED, 1, 2));
        for (int i = 0; i < 30; i++) {
            history.add(op(Asked.CLAIM, 1, Response.SOLD_OUT, 3, 10));
            history.add(op(Asked.PAY, 1, Response.UNKNOWN, 3, Long.MAX_VALUE));
        }
        history.add(op(Asked.CLAIM, 2, Response.CLAIMED, 11, 12));
        assertThat(Linearizability.holds(history, SaleModel.initial(1, 3), new SaleModel()))
                .isFalse();
        history.set(history.size() - 1, op(Asked.CLAIM, 2, Response.SOLD_OUT, 11, 12));
        assertThat(Linearizability.holds(history, SaleModel.initial(1, 3), new SaleModel()))
                .isTrue();
    }

    private static Timed<Step> op(Asked asked, int customer, Response response, long called, long returned) {
        return new Timed<>(new Step(asked, customer, response), called, returned);
    }

    @SafeVarargs
    private static boolean linearizable(int units, Timed<Step>... history) {
        return Linearizability.holds(List.of(history), SaleModel.initial(units, 3), new SaleModel());
    }
}
