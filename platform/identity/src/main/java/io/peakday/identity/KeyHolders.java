package io.peakday.identity;

import io.peakday.identity.Actor.ApiClient;
import java.util.Optional;

/** The programs that call with a key in place of a session; a bean of the module that keeps the keys. */
@FunctionalInterface
public interface KeyHolders {
    /** Whose secret this is; empty if it is nobody's, or nobody's any more. */
    Optional<ApiClient> resolve(String secret);
}
