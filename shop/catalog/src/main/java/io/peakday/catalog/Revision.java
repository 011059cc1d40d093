package io.peakday.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a product: who made it, when, and by doing what. The document itself is read with
 * {@link Catalog#revision}.
 *
 * @param action {@code created}, {@code updated}, {@code priced}, {@code published}, {@code unpublished}, {@code archived},
 *     {@code reopened}, {@code imported} or {@code restored}
 * @param actor who, as the identity module names them: {@code staff:…}, {@code api-key:…}, {@code system}
 */
public record Revision(UUID productId, long version, Instant at, String actor, String action, ProductState state) {}
