package io.peakday.contracts;

import io.peakday.kernel.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check that every order has to pass before it is placed and anything is paid, on the shop's pages and in the API: a bean of the
 * module that makes it. It is called on a thread of its own, where nobody is signed in, with a time budget and at most so many calls
 * at once ({@code peakday.slots}). Other than the parts of a page it is never left out: where it does not answer, checkout stops and
 * says so.
 */
public interface CheckoutStep {
    /** In logs and metrics; lower case with hyphens, another than that of every other step. */
    String name();

    /** Whether there is anything to check, as the attempt itself shows. Where it is false, no call of the bulkhead is used. */
    default boolean concerns(Attempt attempt) {
        return true;
    }

    Verdict check(Attempt attempt);

    /**
     * What is about to be bought.
     *
     * @param customer null for a guest
     * @param goods the value of the lines
     * @param country where it is delivered to, ISO 3166-1 alpha-2
     */
    record Attempt(UUID cart, @Nullable UUID customer, List<Line> lines, Money goods, String country) {
        public Attempt {
            lines = List.copyOf(lines);
        }
    }

    /**
     * So many units of a variant.
     *
     * @param allocation under what they are held for the customer already, such as the id of a sale; null where they come from the stock
     */
    record Line(UUID variant, int quantity, @Nullable UUID allocation) {}

    /** What comes of a check. */
    sealed interface Verdict {
        /** Nothing speaks against it. */
        record Pass() implements Verdict {}

        /**
         * It is not placed.
         *
         * @param title a sentence for the customer
         * @param details what the customer can do, sentences
         */
        record Stop(String title, List<String> details) implements Verdict {
            public Stop {
                details = List.copyOf(details);
            }
        }

        static Verdict pass() {
            return new Pass();
        }
    }
}
