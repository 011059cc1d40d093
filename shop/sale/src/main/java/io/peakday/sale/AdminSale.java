package io.peakday.sale;

import io.peakday.kernel.Money;
import io.peakday.kernel.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the API answers it to staff: {@link Sale} under the names that the API has for its parts.
 *
 * @param setAside {@link Sale#allocated}
 * @param door {@link Sale#admission}
 * @param accessCode masked for who may not plan sales
 */
record AdminSale(
        UUID id,
        UUID groupId,
        String name,
        UUID variantId,
        Money price,
        int setAside,
        int perCustomer,
        Duration hold,
        Instant opensAt,
        Instant closesAt,
        @Nullable AdmissionPolicy door,
        @Nullable String accessCode,
        boolean paused,
        @Nullable Instant stoppedAt,
        @Nullable Instant settledAt,
        long version) {
    /** @param secrets whether the reader may know the access code */
    static AdminSale of(Sale sale, boolean secrets) {
        return new AdminSale(
                sale.id(),
                sale.groupId(),
                sale.name(),
                sale.variantId(),
                sale.price(),
                sale.allocated(),
                sale.perCustomer(),
                sale.hold(),
                sale.opensAt(),
                sale.closesAt(),
                sale.admission(),
                secrets || sale.accessCode() == null ? sale.accessCode() : Secrets.MASK,
                sale.paused(),
                sale.stoppedAt(),
                sale.settledAt(),
                sale.version());
    }
}
