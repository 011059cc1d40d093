package io.peakday.storefrontkit;

import io.peakday.storefrontkit.CheckoutStep.Attempt;
import io.peakday.storefrontkit.CheckoutStep.Verdict;
import io.peakday.ui.SlotResult;
import io.peakday.ui.Slots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of checkout, as it needs them. */
public final class CheckoutSteps {
    /** What a customer reads when a step does not answer. */
    static final Verdict.Stop UNANSWERED = new Verdict.Stop(
            "We cannot take your order at this moment",
            List.of(
                    "Something that we check before every order does not answer.",
                    "Nothing was charged, and your cart stays as it is. Please try again in a minute."));

    private final List<CheckoutStep> steps;
    private final Slots runner;

    /** @throws IllegalStateException if two have one name */
    public CheckoutSteps(List<CheckoutStep> steps, Slots runner) {
        this.steps = SlotList.of(steps);
        this.runner = runner;
    }

    /** Asks all of them at the same time; null where all pass, else the first that stops it. */
    public Verdict.@Nullable Stop check(Attempt attempt) {
        List<Slots.Call<Verdict>> calls = new ArrayList<>();
        for (CheckoutStep step : steps) {
            calls.add(new Slots.Call<Verdict>("checkout." + step.name(), () -> step.check(attempt)));
        }
        for (SlotResult<Verdict> result :
                runner.<Verdict>callAll(runner.settings().checkoutBudget(), calls)) {
            Verdict verdict = result.orNull();
            if (verdict == null) {
                return UNANSWERED;
            }
            if (verdict instanceof Verdict.Stop stop) {
                return stop;
            }
        }
        return null;
    }
}
