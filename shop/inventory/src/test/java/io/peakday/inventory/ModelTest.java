package io.peakday.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.events.EventsModule;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random sequences of operations against a model that fits on a page. */
class ModelTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(EventsModule.SCHEMA, InventoryModule.SCHEMA);

    /** What a reservation is to the model. */
    private static final class Held {
        ReservationState state = ReservationState.HELD;
        final Map<UUID, Integer> lines;
        Instant until;

        Held(Map<UUID, Integer> lines, Instant until) {
            this.lines = lines;
            this.until = until;
        }
    }

    private final Stage stage = new Stage(postgres);
    private final Inventory inventory = stage.inventory;
    private final Map<UUID, Integer> onHand = new HashMap<>();
    private final Map<UUID, Held> reservations = new HashMap<>();
    private final List<UUID> variants = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();

    private int available(UUID variant) {
        return onHand.getOrDefault(variant, 0) - reserved(variant);
    }

    private int reserved(UUID variant) {
        return reservations.values().stream()
                .filter(held -> held.state == ReservationState.HELD)
                .mapToInt(held -> held.lines.getOrDefault(variant, 0))
                .sum();
    }

    private boolean enough(Map<UUID, Integer> lines) {
        return lines.entrySet().stream().allMatch(line -> available(line.getKey()) >= line.getValue());
    }

    @Test
    void everySequenceOfOperationsDoesWhatTheModelDoes() {
        long seed = Seeds.of(ModelTest.class);
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            variants.add(Ids.next());
        }
        for (int i = 0; i < 25; i++) {
            ids.add(Ids.next());
        }
        for (int step = 0; step < 600; step++) {
            String at = "seed " + seed + " step " + step;
            act(random, at);
            if (step % 20 == 0) {
                compare(at);
            }
        }
        compare("seed " + seed + " at the end");
        assertThat(inventory.verify().differences()).as("seed " + seed).isEmpty();
    }

    private void compare(String at) {
        Map<UUID, StockLevel> levels = inventory.levels(variants);
        for (UUID variant : variants) {
            assertThat(levels.get(variant))
                    .as(at)
                    .isEqualTo(new StockLevel(
                            variant, onHand.getOrDefault(variant, 0), reserved(variant), available(variant)));
        }
        assertThat(inventory.available(variants))
                .as(at)
                .allSatisfy((variant, units) -> assertThat(units).isEqualTo(available(variant)));
    }

    private void act(Random random, String at) {
        UUID id = ids.get(random.nextInt(ids.size()));
        UUID variant = variants.get(random.nextInt(variants.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> reserve(random, id, at);
            case 3 -> confirm(id, at);
            case 4 -> release(id, at);
            case 5 -> {
                stage.advance(Duration.ofMinutes(random.nextInt(8)));
                expire(at);
            }
            case 6 -> adjust(variant, random.nextInt(21) - 10, at);
            default -> {
                int count = random.nextInt(30);
                inventory.setLevels(List.of(new LevelSetting(variant, stage.location(), count)), "count");
                onHand.put(variant, Math.max(count, reserved(variant)));
            }
        }
    }

    private void reserve(Random random, UUID id, String at) {
        Map<UUID, Integer> lines = new HashMap<>();
        random.ints(0, variants.size())
                .limit(1 + random.nextInt(3))
                .forEach(i -> lines.put(variants.get(i), 1 + random.nextInt(5)));
        Instant until = stage.now().plus(Stage.HOLD);
        Held held = reservations.get(id);
        boolean taken = held != null && held.state != ReservationState.EXPIRED;
        Object expected;
        if (taken && held.state == ReservationState.RELEASED) {
            expected = new ReserveOutcome.Withdrawn();
        } else if (taken && !held.lines.equals(lines)) {
            expected = "inventory.reservation-reused";
        } else if (taken) {
            expected = new ReserveOutcome.AlreadyReserved(held.until, held.state == ReservationState.CONFIRMED);
        } else if (enough(lines)) {
            expected = new ReserveOutcome.Reserved(until);
            reservations.put(id, new Held(lines, until));
        } else {
            expected = ReserveOutcome.Short.class;
        }
        List<StockLine> asked = new ArrayList<>();
        lines.forEach((v, units) -> asked.add(new StockLine(v, units)));
        Object actual = outcome(() -> inventory.reserve(id, asked, Stage.HOLD));
        assertThat(expected instanceof Class<?> ? actual.getClass() : actual)
                .as(at)
                .isEqualTo(expected);
    }

    private void confirm(UUID id, String at) {
        Held held = reservations.get(id);
        Object expected;
        if (held == null) {
            expected = "inventory.no-reservation";
        } else {
            expected = switch (held.state) {
                case CONFIRMED -> new ConfirmOutcome.AlreadyConfirmed();
                case RELEASED -> new ConfirmOutcome.Withdrawn();
                case HELD -> new ConfirmOutcome.Confirmed(false);
                case EXPIRED -> enough(held.lines) ? new ConfirmOutcome.Confirmed(true) : ConfirmOutcome.Expired.class;
            };
            if (expected instanceof ConfirmOutcome.Confirmed) {
                held.state = ReservationState.CONFIRMED;
                held.lines.forEach((variant, units) -> onHand.merge(variant, -units, Integer::sum));
            }
        }
        Object actual = outcome(() -> inventory.confirm(id));
        assertThat(expected instanceof Class<?> ? actual.getClass() : actual)
                .as(at)
                .isEqualTo(expected);
    }

    private void release(UUID id, String at) {
        Held held = reservations.computeIfAbsent(id, none -> {
            Held closed = new Held(Map.of(), Instant.EPOCH);
            closed.state = ReservationState.RELEASED;
            return closed;
        });
        Object expected = switch (held.state) {
            case CONFIRMED -> new ReleaseOutcome.AlreadyConfirmed();
            case HELD -> new ReleaseOutcome.Released();
            case RELEASED, EXPIRED -> new ReleaseOutcome.NothingHeld();
        };
        if (held.state != ReservationState.CONFIRMED) {
            held.state = ReservationState.RELEASED;
        }
        assertThat(outcome(() -> inventory.release(id, "model"))).as(at).isEqualTo(expected);
    }

    private void expire(String at) {
        int expected = 0;
        for (Held held : reservations.values()) {
            if (held.state == ReservationState.HELD && !held.until.isAfter(stage.now())) {
                held.state = ReservationState.EXPIRED;
                expected++;
            }
        }
        assertThat(inventory.expireDue()).as(at).isEqualTo(expected);
    }

    private void adjust(UUID variant, int delta, String at) {
        if (delta == 0) {
            return;
        }
        int after = onHand.getOrDefault(variant, 0) + delta;
        boolean possible = after >= reserved(variant);
        AdjustOutcome outcome = inventory.adjust(Ids.next(), variant, stage.location(), delta, "model");
        assertThat(outcome instanceof AdjustOutcome.Adjusted).as(at).isEqualTo(possible);
        if (possible) {
            onHand.put(variant, after);
        }
    }

    private static Object outcome(Supplier<?> call) {
        try {
            return call.get();
        } catch (Failure e) {
            return e.code();
        }
    }
}
