package io.peakday.console.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page says after a form was sent and the browser was led back: a code in the address, never free text. */
final class FlashMessages {
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("packed", "The order is packed."),
            Map.entry("shipped", "The order is shipped, and the customer gets the tracking number by mail."),
            Map.entry("delivered", "The order is delivered."),
            Map.entry("cancelled", "The order is cancelled; stock and money go back."),
            Map.entry("refunded", "The money is on its way back."),
            Map.entry("noted", "The note is kept. Only staff can read it."),
            Map.entry("announced", "The return is noted. Receive it below once its goods are looked at."),
            Map.entry("received", "The return is received and its goods are back on the shelf."),
            Map.entry("rejected", "The return is refused, and the customer will be told why."),
            Map.entry("saved", "Saved."),
            Map.entry("unchanged", "Nothing was different, so nothing was changed."),
            Map.entry("published", "The product is on sale."),
            Map.entry("unpublished", "The product is a draft again and no longer on sale."),
            Map.entry("archived", "The product is archived. It can be made a draft again."),
            Map.entry("reopened", "The product is a draft again."),
            Map.entry("restored", "The old content is the newest version now."),
            Map.entry("adjusted", "The stock is corrected."),
            Map.entry("adjusted-before", "This correction was made before; nothing was changed twice."),
            Map.entry("threshold", "The threshold is set."),
            Map.entry("sale-item", "The item is added, and its units are set aside."),
            Map.entry("sale-item-removed", "The item is taken out, and its units are in the stock again."),
            Map.entry("sale-planned", "The sale is planned, and its units are set aside."),
            Map.entry("sale-paused", "The sale is paused. No unit is given out until it goes on."),
            Map.entry("sale-resumed", "The sale goes on."),
            Map.entry("sale-moved", "The closing is moved."),
            Map.entry("sale-door", "The line is changed."),
            Map.entry("sale-stopped", "The sale is ended. What is held can still be paid."),
            Map.entry("sessions-ended", "Signed out everywhere. Sessions ended: "),
            Map.entry("session-ended", "That session is ended."),
            Map.entry("key-rotated", "A new key signs from now on. What the old one signed still counts for a while."),
            Map.entry("key-ended", "A new key signs from now on, and what was signed before counts no more."),
            Map.entry("password", "Your password is changed, and you are signed out everywhere else."),
            Map.entry("confirmed", "Confirmed. You can change your second factors for ten minutes."),
            Map.entry(
                    "app-added",
                    "The app is set up. Sign-in asks for its codes, and everywhere else you are signed out."),
            Map.entry(
                    "passkey-added",
                    "The passkey is kept. Sign-in asks for it, and everywhere else you are signed out."),
            Map.entry("factor-removed", "Removed. Everywhere else you are signed out."),
            Map.entry(
                    "second-factor-removed",
                    "The second factor is removed and the member is signed out everywhere. They are told by mail."),
            Map.entry("review-published", "The review is published and counts."),
            Map.entry("review-held", "The review is held back."),
            Map.entry("review-rejected", "The review is rejected, and its author is told why."),
            Map.entry("replayed", "Handled. Events: "),
            Map.entry(
                    "replay-kept",
                    "They are sent again within seconds; what was handled is not handled twice. Events: "),
            Map.entry("discarded", "The event is given up, and its reason is kept."),
            Map.entry("member-saved", "The member of staff is saved."),
            Map.entry("member-created", "The member of staff can sign in now. Tell them the password in person."),
            Map.entry("key-adopted", "The key has a new owner. It may do what that owner may, and no more."),
            Map.entry(
                    "key-revoked", "The key is revoked. It stops working at once here, and within seconds elsewhere."));

    private FlashMessages() {}

    static @Nullable String sentence(@Nullable String code, @Nullable String number) {
        String sentence = code == null ? null : SENTENCES.get(code);
        if (sentence == null || !sentence.endsWith(": ")) {
            return sentence;
        }
        return sentence + (number != null && number.matches("[0-9]{1,9}") ? number : "0") + ".";
    }
}
