package io.peakday.search;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of search.
 *
 * @param folder where this node keeps its index; of no other process
 * @param synonyms a file in Solr's notation that replaces the shipped list, read again when it changes
 * @param refresh how soon after a change it can be found
 * @param commit how much is sent again by the events after a crash
 * @param currency of the store's prices, ISO 4217: the decimals of price filters
 */
@ConfigurationProperties("peakday.search")
@Validated
public record SearchSettings(
        @DefaultValue(".peakday/search") @NotNull Path folder,
        @Nullable Path synonyms,
        @DefaultValue("250ms") Duration refresh,
        @DefaultValue("10s") Duration commit,
        @DefaultValue("EUR") String currency) {}
