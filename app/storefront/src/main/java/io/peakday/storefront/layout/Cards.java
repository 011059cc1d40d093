package io.peakday.storefront.layout;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.catalog.Media;
import io.peakday.search.Hit;
import io.peakday.search.TextRange;
import io.peakday.storefrontkit.ProductCard;
import io.peakday.storefrontkit.Shapes;
import io.peakday.ui.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what the modules know about products into cards and pictures. */
public final class Cards {
    private Cards() {}

    public static List<ProductCard> of(List<Hit> hits, PageLayouts layouts) {
        return hits.stream().map(hit -> of(hit, layouts)).toList();
    }

    public static ProductCard of(Hit hit, PageLayouts layouts) {
        CategoryTree tree = layouts.tree();
        Hit.Picture picture = hit.picture();
        return new ProductCard(
                "/p/" + hit.slug(),
                pieces(hit.title(), hit.highlights()),
                hit.brand(),
                picture == null
                        ? Picture.none(hit.title(), shape(tree, hit.categoryId()))
                        : Picture.of(
                                picture.url(),
                                picture.alt().isEmpty() ? hit.title() : picture.alt(),
                                picture.width(),
                                picture.height(),
                                shape(tree, hit.categoryId())),
                hit.priceFrom(),
                hit.listPrice(),
                hit.priceVaries(),
                hit.rating(),
                hit.ratingCount(),
                hit.available(),
                hit.variants(),
                hit.available() ? "Delivery in " + layouts.delivery().days() : "");
    }

    /** A product's picture, or the drawing of its category. */
    public static Picture picture(@Nullable Media media, String title, CategoryTree tree, @Nullable UUID categoryId) {
        String shape = categoryId == null ? "parcel" : shape(tree, categoryId);
        return media == null
                ? Picture.none(title, shape)
                : Picture.of(
                        media.url(), media.alt().isEmpty() ? title : media.alt(), media.width(), media.height(), shape);
    }

    /** A picture of which only the address was kept. */
    public static Picture picture(@Nullable String url, String title) {
        return url == null ? Picture.none(title, "parcel") : Picture.of(url, title, 0, 0, "parcel");
    }

    /** Cuts a title at the ranges that were found in it; ranges that overlap or leave the text are left out. */
    static List<ProductCard.Piece> pieces(String title, List<TextRange> found) {
        List<ProductCard.Piece> pieces = new ArrayList<>();
        int at = 0;
        for (TextRange range :
                found.stream().sorted(Comparator.comparingInt(TextRange::start)).toList()) {
            if (range.start() < at || range.end() > title.length()) {
                continue;
            }
            if (range.start() > at) {
                pieces.add(new ProductCard.Piece(title.substring(at, range.start()), false));
            }
            pieces.add(new ProductCard.Piece(title.substring(range.start(), range.end()), true));
            at = range.end();
        }
        if (at < title.length()) {
            pieces.add(new ProductCard.Piece(title.substring(at), false));
        }
        return pieces;
    }

    private static String shape(CategoryTree tree, UUID categoryId) {
        return Shapes.of(tree.path(categoryId).stream().map(Category::name).toList());
    }
}
