package io.peakday.storefront.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.search.TextRange;
import io.peakday.storefrontkit.ProductCard.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardsTest {
    @Test
    void aTitleIsCutAtWhatWasFoundInIt() {
        assertThat(Cards.pieces("Arden desk lamp", List.of(new TextRange(11, 15), new TextRange(0, 5))))
                .containsExactly(new Piece("Arden", true), new Piece(" desk ", false), new Piece("lamp", true));
    }

    @Test
    void rangesThatOverlapOrLeaveTheTextAreLeftOut() {
        assertThat(Cards.pieces("lamp", List.of(new TextRange(0, 3), new TextRange(2, 4), new TextRange(3, 99))))
                .containsExactly(new Piece("lam", true), new Piece("p", false));
    }
}
