package io.peakday.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A long list of cases, of which an ordinary run tries some: the seed of {@link Seeds} decides which. {@code ./peakday test
 * --all} ({@code -Dpeakday.test.all=true}) tries all.
 */
public final class Sampled {
    private Sampled() {}

    /** Whether everything is to be tried, however long it takes. */
    public static boolean all() {
        return Boolean.getBoolean("peakday.test.all");
    }

    /**
     * @param most how many an ordinary run tries
     * @return these, in the order of all
     */
    public static <T> List<T> of(List<T> all, int most) {
        if (all() || all.size() <= most) {
            return all;
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(Seeds.value()));
        List<T> chosen = places.subList(0, most).stream().sorted().map(all::get).toList();
        System.out.println(
                "Trying " + chosen + " of " + all + " (" + Seeds.property() + "; all with -Dpeakday.test.all=true)");
        return chosen;
    }
}
