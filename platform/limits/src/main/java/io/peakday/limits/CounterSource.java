package io.peakday.limits;

import io.peakday.limits.count.Counter;

/** Where the counter of a policy's key is kept: in this process, or shared. */
@FunctionalInterface
public interface CounterSource {
    Counter create(Policy policy, String key);
}
