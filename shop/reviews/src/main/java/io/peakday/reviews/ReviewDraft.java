package io.peakday.reviews;

import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;

/**
 * What a buyer wants to say.
 *
 * @param author the name to show, 1 to 60 characters
 * @param rating 1 to 5
 * @param title 1 to 120 characters
 * @param text 0 to 5,000 characters
 */
public record ReviewDraft(String author, int rating, String title, String text) {
    /** @throws Failure {@code reviews.bad-review} with every wrong field */
    public ReviewDraft {
        new Checks()
                .text("author", author, 1, 60)
                .range("rating", rating, 1, 5)
                .text("title", title, 1, 120)
                .text("text", text, 0, 5_000)
                .orThrow("reviews.bad-review", "This review cannot be saved as it is.");
        author = author.strip();
        title = title.strip();
        text = text.strip();
    }
}
