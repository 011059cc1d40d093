/**
 * What the shop sells: products with variants and offers, the category tree, brands and sellers, and their history.
 *
 * <p>{@link io.peakday.catalog.Catalog} reads and writes products, {@link io.peakday.catalog.Categories} and
 * {@link io.peakday.catalog.Sellers} change what products refer to. Other modules learn of changes through
 * {@link io.peakday.catalog.CatalogEvents}.
 */
@NullMarked
package io.peakday.catalog;

import org.jspecify.annotations.NullMarked;
