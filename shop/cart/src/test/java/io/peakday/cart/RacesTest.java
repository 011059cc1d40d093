package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cart.CompleteOutcome.AlreadyCompleted;
import io.peakday.cart.CompleteOutcome.Completed;
import io.peakday.cart.EditOutcome.Edited;
import io.peakday.cart.MergeOutcome.Merged;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.Races;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes, each with its own pool and groups, on one database. */
class RacesTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    Stage stage;
    List<Carts> nodes;

    @BeforeEach
    void open() {
        stage = new Stage(postgres);
        nodes = List.of(stage.carts, stage.anotherNode());
    }

    @Test
    void noAdditionFromAnyDeviceIsLost() throws Exception {
        UUID cart = stage.cart();
        UUID lamp = stage.variant(100);
        List<Callable<EditOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            Carts node = nodes.get(i % 2);
            calls.add(() -> node.add(cart, Stage.GUEST, lamp, 1));
        }
        Races.run(calls);

        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(lamp, 80));
        assertThat(stage.view(cart).version()).isEqualTo(80);
    }

    @Test
    void anAdditionWithAKeyIsDoneOnceHoweverOftenItComes() throws Exception {
        UUID cart = stage.cart();
        UUID lamp = stage.variant(100);
        UUID key = UUID.randomUUID();
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Carts node = nodes.get(i % 2);
            calls.add(() -> node.addKeyed(cart, Stage.GUEST, lamp, 2, key));
        }
        List<Answer> answers = Races.run(calls);

        assertThat(answers).filteredOn(Answer::repeated).hasSize(19);
        assertThat(answers).extracting(Answer::outcome).containsOnly(new Edited(1, 2, false, 1));
        assertThatThrownBy(() -> stage.carts.addOnce(cart, Stage.GUEST, lamp, 3, key))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("idempotency.key-reused"));
        assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Map.of(lamp, 2));
    }

    @Test
    void aCustomerWhoArrivesOnTwoNodesAtOnceGetsOneCart() throws Exception {
        CartOwner anna = CartOwner.customer(Ids.next());

        assertThat(Races.run(List.of(
                                () -> nodes.get(0).create(anna),
                                () -> nodes.get(1).create(anna),
                                () -> nodes.get(0).create(anna),
                                () -> nodes.get(1).create(anna)))
                        .stream()
                        .distinct())
                .hasSize(1);
    }

    @Test
    void oneSignInHandledTwiceMergesOnce() throws Exception {
        UUID customer = Ids.next();
        UUID guests = stage.cart();
        UUID lamp = stage.variant(100);
        stage.carts.put(guests, Stage.GUEST, lamp, 3);

        List<MergeOutcome> outcomes = Races.run(List.of(
                () -> nodes.get(0).merge(guests, customer),
                () -> nodes.get(1).merge(guests, customer),
                () -> nodes.get(0).merge(guests, customer)));

        assertThat(outcomes).filteredOn(Merged.class::isInstance).hasSize(1);
        UUID own = stage.carts.current(customer).orElseThrow();
        assertThat(Stage.quantities(stage.carts.view(own, CartOwner.customer(customer))))
                .isEqualTo(Map.of(lamp, 3));
    }

    @Test
    void twoCheckoutsOfOneCartLeaveOneOrder() throws Exception {
        UUID lamp = stage.variant(100);
        for (int round = 0; round < 10; round++) {
            UUID cart = stage.cart();
            stage.carts.put(cart, Stage.GUEST, lamp, 1);
            List<Callable<CompleteOutcome>> calls = new ArrayList<>();
            UUID shared = Ids.next();
            for (int i = 0; i < 6; i++) {
                Carts node = nodes.get(i % 2);
                UUID checkout = i < 4 ? shared : Ids.next();
                calls.add(() -> {
                    node.lockForCheckout(cart, Stage.GUEST, checkout);
                    return node.complete(cart, checkout, Ids.next());
                });
            }
            List<CompleteOutcome> outcomes = Races.run(calls);

            assertThat(outcomes).filteredOn(Completed.class::isInstance).hasSize(1);
            UUID order = stage.carts.orderOf(cart).orElseThrow();
            assertThat(outcomes)
                    .filteredOn(AlreadyCompleted.class::isInstance)
                    .allMatch(outcome -> ((AlreadyCompleted) outcome).orderId().equals(order));
        }
    }

    @Test
    void whatIsAddedWhileTheCartIsBeingFrozenIsInTheFrozenCartOrRefused() throws Exception {
        UUID lamp = stage.variant(100);
        UUID book = stage.variant(100);
        for (int round = 0; round < 20; round++) {
            UUID cart = stage.cart();
            stage.carts.put(cart, Stage.GUEST, book, 1);
            UUID checkout = Ids.next();
            List<Object> outcomes = Races.run(List.of(
                    () -> nodes.get(0).add(cart, Stage.GUEST, lamp, 1),
                    () -> nodes.get(1).lockForCheckout(cart, Stage.GUEST, checkout)));
            boolean added = outcomes.get(0) instanceof Edited;
            CartView frozen = ((LockOutcome.Locked) outcomes.get(1)).cart();

            assertThat(Stage.quantities(frozen).containsKey(lamp)).isEqualTo(added);
            assertThat(Stage.quantities(stage.view(cart))).isEqualTo(Stage.quantities(frozen));
        }
    }

    /** 64 threads do everything there is to a few carts, one by one and many at once. */
    @Test
    void randomOverlapsNeverDeadlock() throws Exception {
        long seed = Seeds.of(RacesTest.class);
        List<UUID> variants = List.of(stage.variant(1), stage.variant(2), stage.variant(3));
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(stage.cart());
        }
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int t = 0; t < 64; t++) {
            Random random = new Random(seed + t);
            Carts node = nodes.get(t % 2);
            threads.add(() -> {
                for (int i = 0; i < 20; i++) {
                    act(node, random, ids, variants);
                }
                return 0;
            });
        }
        try {
            Races.run(threads);
        } catch (Exception e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void act(Carts node, Random random, List<UUID> ids, List<UUID> variants) {
        List<UUID> some = random.ints(0, ids.size())
                .distinct()
                .limit(1 + random.nextInt(4))
                .mapToObj(ids::get)
                .toList();
        UUID cart = some.getFirst();
        UUID variant = variants.get(random.nextInt(variants.size()));
        List<CheckoutLock> locks = some.stream()
                .map(id -> new CheckoutLock(id, Stage.GUEST, Ids.next()))
                .toList();
        switch (random.nextInt(6)) {
            case 0, 1 -> node.add(cart, Stage.GUEST, variant, 1);
            case 2 -> node.put(cart, Stage.GUEST, variant, random.nextInt(3));
            case 3 -> {
                node.lockAll(locks);
                locks.forEach(lock -> node.unlock(lock.cartId(), lock.checkoutId()));
            }
            case 4 -> {
                node.lockAll(locks);
                node.completeAll(locks.stream()
                        .map(lock -> new Completion(lock.cartId(), lock.checkoutId(), Ids.next()))
                        .toList());
            }
            default -> node.acknowledge(cart, Stage.GUEST, "");
        }
    }
}
