package io.peakday.search.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Normalized discounted cumulative gain (Järvelin, Kekäläinen, TOIS 2002) with gain 2^rating - 1, as in Burges et al.
 * (ICML 2005). What nobody rated counts as 0.
 */
final class Ndcg {
    private Ndcg() {}

    static double at(int depth, List<UUID> ranked, Map<UUID, Integer> ratings) {
        double ideal = sum(ratings.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(depth)
                .toList());
        if (ideal == 0) {
            return 0;
        }
        return sum(ranked.stream()
                        .limit(depth)
                        .map(id -> ratings.getOrDefault(id, 0))
                        .toList())
                / ideal;
    }

    private static double sum(List<Integer> ratings) {
        double sum = 0;
        for (int i = 0; i < ratings.size(); i++) {
            sum += (Math.pow(2, ratings.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }
}
