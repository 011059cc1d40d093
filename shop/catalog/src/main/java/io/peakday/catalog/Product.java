package io.peakday.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A product as it stands at one version. Immutable; read it again to see a later version.
 *
 * @param externalId the id in the system it came from, unique; the id itself where it was made here
 * @param slug the part of the address, unique; old ones lead here too
 * @param brand the brand's canonical spelling; empty where there is none
 * @param attributes in the order shown
 * @param variants at least one once published
 * @param version starts at 1 and grows by 1 with every change
 */
public record Product(
        UUID id,
        String externalId,
        String slug,
        String title,
        String brand,
        UUID categoryId,
        String description,
        List<Attribute> attributes,
        List<Variant> variants,
        List<Media> media,
        ProductState state,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public Product {
        Objects.requireNonNull(id);
        Objects.requireNonNull(externalId);
        Objects.requireNonNull(slug);
        Objects.requireNonNull(title);
        Objects.requireNonNull(brand);
        Objects.requireNonNull(categoryId);
        Objects.requireNonNull(description);
        Objects.requireNonNull(state);
        attributes = List.copyOf(attributes);
        variants = List.copyOf(variants);
        media = List.copyOf(media);
    }

    public Optional<Variant> variant(UUID variantId) {
        return variants.stream().filter(v -> v.id().equals(variantId)).findFirst();
    }

    public boolean published() {
        return state == ProductState.PUBLISHED;
    }
}
