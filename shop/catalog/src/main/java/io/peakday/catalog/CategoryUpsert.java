package io.peakday.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A category of a tree that comes from elsewhere.
 *
 * @param parentExternalId a category that is there or among those given; null for a department
 */
public record CategoryUpsert(
        String externalId, String name, @Nullable String parentExternalId, int position) {}
