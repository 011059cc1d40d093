package io.peakday.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cart.EditOutcome.Edited;
import io.peakday.kernel.Ids;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random sequences of operations on a few carts against a model that fits on a page. */
class ModelTest {
    private static final int MAX_LINES = 4;
    private static final int MAX_QUANTITY = 6;

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(CartModule.SCHEMA);

    private record Line(int quantity, boolean saved) {}

    /** A guest's cart as the model knows it. */
    private static final class Model {
        UUID id;
        final Map<UUID, Line> lines = new HashMap<>();
        UUID checkout;

        Model(UUID id) {
            this.id = id;
        }
    }

    private final Stage stage = new Stage(
            postgres,
            new CartSettings(
                    MAX_LINES,
                    MAX_QUANTITY,
                    Currency.getInstance("EUR"),
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    50,
                    1_000,
                    2));
    private final Carts carts = stage.carts;
    private final List<UUID> variants = new ArrayList<>();

    @Test
    void everySequenceOfOperationsDoesWhatTheModelDoes() {
        long seed = Seeds.of(ModelTest.class);
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            variants.add(stage.variant(100));
        }
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            models.add(new Model(stage.cart()));
        }
        for (int step = 0; step < 700; step++) {
            Model model = models.get(random.nextInt(models.size()));
            String at = "seed " + seed + " step " + step;
            act(random, model, at);
            assertThat(seen(stage.view(model.id))).as(at).isEqualTo(new TreeMap<>(expected(model)));
        }
    }

    private static Map<String, Integer> expected(Model model) {
        Map<String, Integer> lines = new HashMap<>();
        model.lines.forEach((variant, line) -> lines.put(variant + (line.saved ? " saved" : ""), line.quantity));
        return lines;
    }

    private static Map<String, Integer> seen(CartView view) {
        Map<String, Integer> lines = new TreeMap<>();
        view.lines().forEach(line -> lines.put(line.variantId().toString(), line.quantity()));
        view.saved().forEach(line -> lines.put(line.variantId() + " saved", line.quantity()));
        return lines;
    }

    private void act(Random random, Model model, String at) {
        UUID variant = variants.get(random.nextInt(variants.size()));
        int n = random.nextInt(4);
        Line line = model.lines.get(variant);
        switch (random.nextInt(9)) {
            case 0, 1 -> check(at, model, set(model, variant, n), carts.put(model.id, Stage.GUEST, variant, n));
            case 2, 3 -> {
                int before = line == null || line.saved ? 0 : line.quantity;
                Object expected = set(model, variant, before + n + 1);
                check(at, model, expected, carts.add(model.id, Stage.GUEST, variant, n + 1));
            }
            case 4 -> check(at, model, set(model, variant, 0), carts.remove(model.id, Stage.GUEST, variant));
            case 5 -> check(at, model, keep(model, variant, true), carts.saveForLater(model.id, Stage.GUEST, variant));
            case 6 -> check(at, model, keep(model, variant, false), carts.moveToCart(model.id, Stage.GUEST, variant));
            case 7 -> {
                UUID checkout = Ids.next();
                LockOutcome outcome = carts.lockForCheckout(model.id, Stage.GUEST, checkout);
                boolean something = model.lines.values().stream().anyMatch(l -> !l.saved);
                assertThat(outcome instanceof LockOutcome.Locked).as(at).isEqualTo(something && model.checkout == null);
                if (outcome instanceof LockOutcome.Locked) {
                    model.checkout = checkout;
                }
            }
            default -> finish(random, model, at);
        }
    }

    private void finish(Random random, Model model, String at) {
        if (model.checkout == null) {
            return;
        }
        if (random.nextBoolean()) {
            assertThat(carts.unlock(model.id, model.checkout)).as(at).isTrue();
        } else {
            CompleteOutcome outcome = carts.complete(model.id, model.checkout, Ids.next());
            assertThat(outcome).as(at).isInstanceOf(CompleteOutcome.Completed.class);
            model.id = ((CompleteOutcome.Completed) outcome).nextCartId();
            model.lines.values().removeIf(line -> !line.saved);
        }
        model.checkout = null;
    }

    /** What an edit comes to: the quantity, or the kind of refusal. */
    private static void check(String at, Model model, Object expected, EditOutcome actual) {
        Object seen = actual instanceof Edited edited ? edited.quantity() : actual.getClass();
        assertThat(seen).as(at).isEqualTo(expected);
        if (actual instanceof Edited edited) {
            assertThat(edited.lines()).as(at).isEqualTo(model.lines.size());
        }
    }

    private static Object set(Model model, UUID variant, int wanted) {
        if (model.checkout != null) {
            return EditOutcome.InCheckout.class;
        }
        if (wanted == 0) {
            model.lines.remove(variant);
            return 0;
        }
        if (!model.lines.containsKey(variant) && model.lines.size() >= MAX_LINES) {
            return EditOutcome.Full.class;
        }
        int quantity = Math.min(wanted, MAX_QUANTITY);
        model.lines.put(variant, new Line(quantity, false));
        return quantity;
    }

    private static Object keep(Model model, UUID variant, boolean saved) {
        if (model.checkout != null) {
            return EditOutcome.InCheckout.class;
        }
        Line line = model.lines.get(variant);
        if (line == null) {
            return EditOutcome.NoSuchLine.class;
        }
        model.lines.put(variant, new Line(line.quantity, saved));
        return line.quantity;
    }
}
