package io.peakday.payments;

import io.peakday.kernel.Failure;
import io.peakday.kernel.ProgramClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who moves the money. Nobody does in a store of one's own until it is said who: the sandbox takes test cards that
 * everybody knows, so it runs in the demo store, and elsewhere only where {@code peakday.payments.provider} says so.
 */
public final class PaymentSetup {
    /** What is said wherever somebody wants to pay and cannot. */
    public static final String NOT_SET_UP = "No payment is set up in this store, so nothing can be bought yet.";

    /** What is said to those who run the store. */
    public static final String HOW_TO_SET_UP =
            "No payment is set up: nothing can be bought. To try it with test cards, set"
                    + " peakday.payments.provider=sandbox.";

    /** What is said to those who run a store that takes test cards. */
    public static final String TEST_CARDS =
            "The sandbox takes the payments: everybody can buy with public test cards, and no money moves.";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final PaymentsSettings.Provider choice;
    private final PaymentProvider sandbox;
    private final DemoMark demo;
    private final InstantSource clock;
    private volatile boolean marked;
    private volatile Instant looked = Instant.MIN;

    /**
     * @param demo asked until it says yes, every two seconds at most: a demo store is filled after its start, perhaps by
     *     another node
     */
    public PaymentSetup(PaymentsSettings.Provider choice, PaymentProvider sandbox, DemoMark demo, InstantSource clock) {
        this.choice = choice;
        this.sandbox = sandbox;
        this.demo = demo;
        this.clock = clock;
    }

    /** For who has chosen already. */
    static PaymentSetup of(PaymentProvider provider) {
        return new PaymentSetup(PaymentsSettings.Provider.SANDBOX, provider, () -> false, ProgramClock.instance());
    }

    /** Whether anybody can pay. */
    public boolean ready() {
        return sandboxRuns();
    }

    /** Whether the sandbox takes the payments. */
    public boolean sandboxRuns() {
        return switch (choice) {
            case SANDBOX -> true;
            case NONE -> false;
            case DEMO -> marked || lookAgain();
        };
    }

    /** One word for commands and other programs: {@code sandbox} or {@code none}. */
    public String name() {
        return sandboxRuns() ? "sandbox" : "none";
    }

    /** @throws Failure {@code payments.not-set-up} where nobody can pay */
    public void require() {
        if (!ready()) {
            throw notSetUp();
        }
    }

    static Failure notSetUp() {
        return Failure.conflict("payments.not-set-up", NOT_SET_UP);
    }

    /** Who is asked; where nobody is set up, one who never answers, so that what is under way waits and loses nothing. */
    PaymentProvider provider() {
        return ready() ? sandbox : NoProvider.INSTANCE;
    }

    private boolean lookAgain() {
        Instant now = clock.instant();
        if (looked.isAfter(now.minus(LOOK_AGAIN)) && !looked.isAfter(now)) {
            return false;
        }
        boolean found = demo.isDemo();
        looked = now;
        marked = found;
        return found;
    }
}
