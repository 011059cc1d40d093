package io.peakday.search.index;

import io.peakday.kernel.Money;
import io.peakday.search.Hit;
import io.peakday.search.TextRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a product card shows and does not change without the product: one compact binary beside the document, read
 * without decompression.
 *
 * @param offered as in {@link ProductDocument.Variants}
 */
public record Card(
        UUID productId,
        String slug,
        String title,
        String brand,
        UUID categoryId,
        Price price,
        Hit.@Nullable Picture picture,
        List<UUID> variantIds,
        long offered) {

    private static final int VARIES = 1;
    private static final int MIXED = 2;

    /** The price line of a card. */
    public record Price(@Nullable Money from, @Nullable Money list, boolean varies, boolean mixed) {}

    static Card of(ProductDocument document) {
        ProductDocument.Content content = document.content();
        ProductDocument.Pricing pricing = document.pricing();
        List<UUID> ids = document.variants().ids();
        return new Card(
                document.id(),
                document.slug(),
                content.title(),
                content.brand(),
                content.categoryId(),
                new Price(pricing.from(), pricing.list(), pricing.varies(), pricing.mixed()),
                content.picture(),
                ids,
                document.variants().offered());
    }

    public Hit hit(List<TextRange> highlights, Figures figures) {
        return new Hit(
                productId,
                slug,
                title,
                highlights,
                brand,
                categoryId,
                price.from,
                price.list,
                price.varies,
                figures.rating(),
                figures.ratingCount(),
                figures.available(),
                picture,
                variantIds.size() == 1 ? variantIds.getFirst() : null,
                variantIds.size());
    }

    /** What changes without the product. */
    public record Figures(double rating, int ratingCount, boolean available) {}

    BytesRef encode() {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            id(out, productId);
            out.writeString(slug);
            out.writeString(title);
            out.writeString(brand);
            id(out, categoryId);
            money(out, price.from);
            money(out, price.list);
            out.writeByte((byte) ((price.varies ? VARIES : 0) | (price.mixed ? MIXED : 0)));
            if (picture == null) {
                out.writeByte((byte) 0);
            } else {
                out.writeByte((byte) 1);
                out.writeString(picture.url());
                out.writeString(picture.alt());
                out.writeVInt(Math.max(0, picture.width()));
                out.writeVInt(Math.max(0, picture.height()));
            }
            out.writeVInt(variantIds.size());
            for (UUID variant : variantIds) {
                id(out, variant);
            }
            out.writeLong(offered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    static Card decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        UUID productId = id(in);
        String slug = string(in);
        String title = string(in);
        String brand = string(in);
        UUID categoryId = id(in);
        Money from = money(in);
        Money list = money(in);
        int flags = in.readByte();
        Hit.Picture picture =
                in.readByte() == 0 ? null : new Hit.Picture(string(in), string(in), in.readVInt(), in.readVInt());
        int variants = in.readVInt();
        List<UUID> variantIds = new ArrayList<>(variants);
        for (int i = 0; i < variants; i++) {
            variantIds.add(id(in));
        }
        return new Card(
                productId,
                slug,
                title,
                brand,
                categoryId,
                new Price(from, list, (flags & VARIES) != 0, (flags & MIXED) != 0),
                picture,
                variantIds,
                in.readLong());
    }

    private static void id(ByteBuffersDataOutput out, UUID id) {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID id(ByteArrayDataInput in) {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void money(ByteBuffersDataOutput out, @Nullable Money money) throws IOException {
        out.writeString(money == null ? "" : money.currency().getCurrencyCode());
        if (money != null) {
            out.writeVLong(Math.max(0, money.minor()));
        }
    }

    private static @Nullable Money money(ByteArrayDataInput in) {
        String currency = string(in);
        return currency.isEmpty() ? null : new Money(in.readVLong(), Currency.getInstance(currency));
    }

    private static String string(ByteArrayDataInput in) {
        try {
            return in.readString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
