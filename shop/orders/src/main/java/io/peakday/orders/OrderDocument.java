package io.peakday.orders;

import io.peakday.pricing.Address;
import io.peakday.pricing.Shipping;
import io.peakday.pricing.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order keeps as one document, because nothing is ever looked for in it. */
record OrderDocument(
        Address shipTo,
        Address billTo,
        Shipping shipping,
        List<Totals.TaxPart> taxes,
        String paidWith,
        @Nullable String taxNote) {}
