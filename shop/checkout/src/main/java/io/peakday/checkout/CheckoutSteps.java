package io.peakday.checkout;

import java.util.List;

/**
 * Where a checkout has got to, called right after each step: those named {@code …ed} by a transaction of their own after its
 * commit, the others inside theirs. The fault tests end the process at each of them by name; in production nothing listens.
 */
@FunctionalInterface
public interface CheckoutSteps {
    /** Every step, in the order a plain checkout passes them. */
    List<String> ALL = List.of(
            "prepare.reserved",
            "prepare.frozen",
            "prepare.committed",
            "pay.authorized",
            "pay.captured",
            "finalize.order",
            "finalize.confirmed",
            "finalize.committed");

    /** The steps of a checkout that has to wait, and of one that is given up. */
    List<String> OTHERS = List.of("pay.challenged", "pay.pending", "close.closing", "close.voided", "close.ended");

    /**
     * The system property that ends this process, hard, at the step of that name. A process that is started with it, if only
     * with an empty one, may set another step while it runs.
     */
    String KILL_AT = "peakday.fault.kill-at";

    CheckoutSteps NONE = step -> {};

    void reached(String step);

    /** Nothing, unless the system property {@value #KILL_AT} is there: then the process ends, hard, at the step it names. */
    static CheckoutSteps fromSystemProperties() {
        if (System.getProperty(KILL_AT) == null) {
            return NONE;
        }
        return step -> {
            if (step.equals(System.getProperty(KILL_AT))) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
