package io.peakday.storefront.account;

import io.peakday.identity.Actor;
import io.peakday.storefront.account.AccountViews.Frame;
import io.peakday.storefront.layout.PageLayouts;
import org.jspecify.annotations.Nullable;

/** What all pages of an account share, and what they say after something was done. */
public final class AccountFrames {
    private final PageLayouts layouts;

    public AccountFrames(PageLayouts layouts) {
        this.layouts = layouts;
    }

    Frame of(Actor.Customer customer, String title, String here, @Nullable String note) {
        return new Frame(
                layouts.personal(title), customer.name(), customer.email(), customer.verified(), here, message(note));
    }

    private static @Nullable String message(@Nullable String note) {
        return switch (note == null ? "" : note) {
            case "saved" -> "Saved.";
            case "removed" -> "Removed.";
            case "password" -> "Your password is changed, and you are signed out everywhere else.";
            case "mail" -> "We have sent you a mail with a link.";
            case "ended" -> "Signed out there.";
            case "returned" -> "Your return is announced. Put the order number into the parcel.";
            case "cancelled" -> "The order is cancelled, and your money is on its way back.";
            default -> null;
        };
    }
}
