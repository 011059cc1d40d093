package io.peakday.catalog;

import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who sells here. */
public final class Sellers {
    public Sellers(Database database, Outbox outbox) {}

    /** By name. */
    public List<Seller> all() {
        throw new UnsupportedOperationException();
    }

    public Optional<Seller> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    public Seller register(@Nullable String externalId, String name) {
        throw new UnsupportedOperationException();
    }

    public Seller rename(UUID id, String name) {
        throw new UnsupportedOperationException();
    }

    /** The seller with that external id, registered under that name where it is new. */
    public Seller ensure(String externalId, String name) {
        throw new UnsupportedOperationException();
    }
}
