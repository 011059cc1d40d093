package io.peakday.storefrontkit;

import io.peakday.kernel.Money;
import io.peakday.ui.Formats;
import io.peakday.ui.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product in a list.
 *
 * @param title in pieces, of which some are marked as found
 * @param price null where nobody sells it now
 * @param from whether other variants cost more
 * @param variants how many there are to choose from
 * @param delivery when it would come; empty where it cannot be had
 */
public record ProductCard(
        String href,
        List<Piece> title,
        String brand,
        Picture picture,
        @Nullable Money price,
        @Nullable Money listPrice,
        boolean from,
        double rating,
        int ratingCount,
        boolean available,
        int variants,
        String delivery) {

    /** A run of a title. */
    public record Piece(String text, boolean found) {}

    public String plainTitle() {
        StringBuilder text = new StringBuilder();
        title.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** Whole percent off the list price; 0 for none. */
    public int saving() {
        return price == null ? 0 : Formats.saving(price, listPrice);
    }
}
