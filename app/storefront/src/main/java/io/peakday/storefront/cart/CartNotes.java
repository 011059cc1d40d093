package io.peakday.storefront.cart;

import io.peakday.cart.EditOutcome;
import org.jspecify.annotations.Nullable;

/** What the cart says after a change that did not quite work, carried in its address by a short name. */
public final class CartNotes {
    public static final String OUT_OF_STOCK = "?note=stock";
    public static final String ABANDONED = "?note=ended";
    static final String EXPIRED = "?note=expired";
    public static final String EMPTY = "?note=empty";

    static final String NUMBER = "?note=number";

    private CartNotes() {}

    static String query(EditOutcome outcome) {
        return switch (outcome) {
            case EditOutcome.Edited edited -> edited.capped() ? "?note=capped" : "";
            case EditOutcome.Full full -> "?note=full";
            case EditOutcome.NotSold none -> "?note=sold";
            case EditOutcome.NoSuchLine none -> "";
            case EditOutcome.InSale claim -> "?note=claim";
            case EditOutcome.InCheckout held -> "?note=held";
            case EditOutcome.Closed closed -> "";
        };
    }

    static String sentence(EditOutcome outcome) {
        String query = query(outcome);
        String note = of(query.substring(query.indexOf('=') + 1));
        return note == null ? "That did not work. Please try again." : note;
    }

    static @Nullable String of(@Nullable String note) {
        return switch (note == null ? "" : note) {
            case "capped" -> "That is as many as one order may hold.";
            case "full" -> "Your cart holds as many different things as it can. Take something out first.";
            case "sold" -> "This is not for sale at the moment.";
            case "held" -> "A checkout of this cart is being paid right now. Wait for it to end, or finish it.";
            case "claim" -> "These are yours in a sale, as many as you claimed. You can buy them or take them out.";
            case "expired" -> "You hold nothing in this sale any more. The time to pay is over.";
            case "stock" ->
                "While you were checking out, somebody else was faster. Please look at the quantities again.";
            case "ended" -> "The checkout was not finished in time and has ended. Nothing was charged.";
            case "number" -> "Please type a whole number, such as 2. Nothing was changed.";
            case "empty" -> "There is nothing to check out yet.";
            default -> null;
        };
    }
}
