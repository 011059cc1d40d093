package io.peakday.storefrontkit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A slot of the overview of a customer's account, which is made for each request and kept by nobody. */
public non-sealed interface AccountSection extends StorefrontSlot {
    /** Null where there is nothing to show. */
    @Nullable
    Fragment draw(UUID customer);
}
