package io.peakday.storefrontkit;

import java.time.ZoneId;

/** The zone of the shop: what a page says about a moment is shown in it where no script shows it in the reader's. */
public record ShopZone(ZoneId zone) {}
