package io.peakday.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a product: who made it, when, and by doing what. What it said is read by its number.
 *
 * @param productId the product's id
 * @param version its number: 1 for the first, growing by 1
 * @param at when it was made
 * @param actor who made it: {@code staff:…}, {@code api-key:…} or {@code system}
 * @param action {@code created}, {@code updated}, {@code priced}, {@code published}, {@code unpublished}, {@code archived},
 *     {@code reopened}, {@code imported} or {@code restored}
 * @param state the product's state in this version
 */
public record Revision(UUID productId, long version, Instant at, String actor, String action, ProductState state) {}
