package io.peakday.reviews.storefront;

import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Form;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What buyers say about a product.
 *
 * @param slug of the product
 * @param bars five of them, five stars first; none where nobody has rated it
 * @param more the address of the next reviews; null at the end
 */
public record ReviewsView(
        UUID productId,
        String slug,
        int count,
        double average,
        List<Bar> bars,
        List<SortLink> sorts,
        List<Line> reviews,
        @Nullable String more) {

    /** @param percent of all ratings, whole, as the length of the bar */
    public record Bar(int stars, int count, int percent) {}

    /** An order of the reviews. */
    public record SortLink(String label, String href, boolean selected) {}

    /** One review. */
    public record Line(
            UUID id,
            int stars,
            String title,
            List<String> text,
            String author,
            Instant at,
            int helpful,
            boolean verified) {}

    /**
     * The page to write one.
     *
     * @param allowed whether the reader has bought the product
     * @param done whether the reader has reviewed it
     */
    public record WritePage(
            Shell shell,
            String productId,
            String title,
            String href,
            Picture picture,
            Form form,
            boolean allowed,
            boolean done) {}

    /** What one customer has written. */
    public record OwnList(List<Own> reviews) {}

    /**
     * A review as its author sees it.
     *
     * @param href of the product; null where it is not sold any more
     * @param state why others do not see it; null where they do
     */
    public record Own(
            String product,
            @Nullable String href,
            int stars,
            String title,
            Instant at,
            @Nullable String state) {}
}
