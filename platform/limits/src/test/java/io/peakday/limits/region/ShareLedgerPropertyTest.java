package io.peakday.limits.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShareLedgerPropertyTest {
    @Property(tries = 300)
    void howeverLedgersAreExchangedWhatRegionsBelieveToHaveIsAtMostTheWhole(
            @ForAll @IntRange(min = 2, max = 6) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> names = List.of("a", "b", "c", "d", "e", "f").subList(0, count);
        Map<String, ShareLedger> kept = new HashMap<>();
        names.forEach(name -> kept.put(name, ShareLedger.equal(names)));
        List<ShareLedger> onTheWay = new java.util.ArrayList<>();
        for (int step = 0; step < 200; step++) {
            String region = names.get(random.nextInt(count));
            ShareLedger ledger = kept.get(region);
            if (random.nextBoolean() && ledger.share(region) > 0) {
                String to = ledger.others(region).get(random.nextInt(count - 1));
                kept.put(
                        region, ledger.give(region, to, 1 + (long) (random.nextDouble() * (ledger.share(region) - 1))));
            }
            onTheWay.add(kept.get(region));
            // Anything ever sent may arrive, any number of times, in any order.
            String receiver = names.get(random.nextInt(count));
            kept.put(receiver, kept.get(receiver).merge(onTheWay.get(random.nextInt(onTheWay.size()))));

            long sum =
                    names.stream().mapToLong(name -> kept.get(name).share(name)).sum();
            assertThat(sum).isLessThanOrEqualTo(ShareLedger.WHOLE);
            names.forEach(name -> assertThat(kept.get(name).share(name)).isNotNegative());
        }
        ShareLedger all = kept.values().stream().reduce(ShareLedger::merge).orElseThrow();
        assertThat(names.stream().mapToLong(all::share).sum()).isEqualTo(ShareLedger.WHOLE);
    }

    @Property(tries = 300)
    void aRegionGivesNothingBelowItsFloorAndNothingToWhomItDoesNotHear(@ForAll long seed) {
        Random random = new Random(seed);
        ShareLedger ledger = ShareLedger.equal(List.of("a", "b", "c"));
        ledger = ledger.give("b", "a", random.nextLong(1, ledger.share("b")));
        Map<String, Rebalancing.Demand> demand = Map.of(
                "a", new Rebalancing.Demand(random.nextDouble() * 100, 10_000),
                "b", new Rebalancing.Demand(random.nextDouble() * 100, 10_000),
                "c", new Rebalancing.Demand(random.nextDouble() * 100, 1_000));
        Map<String, Long> gifts = Rebalancing.gifts("a", ledger, demand, 10_000, new Rebalancing.Rules(0.05, 5_000));
        assertThat(gifts).doesNotContainKeys("a", "c");
        long given = gifts.values().stream().mapToLong(Long::longValue).sum();
        assertThat(ledger.share("a") - given).isGreaterThanOrEqualTo((long) (0.05 * ShareLedger.WHOLE));
    }

    @Example
    void nobodyGivesWhatItHasNot() {
        ShareLedger ledger = ShareLedger.equal(List.of("a", "b"));
        assertThatThrownBy(() -> ledger.give("a", "b", ShareLedger.WHOLE)).hasMessageContaining("cannot give");
        assertThatThrownBy(() -> ledger.give("a", "a", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.give("a", "z", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
