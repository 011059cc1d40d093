package io.peakday.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what each client address has open; the empty address stands for those who are not counted. */
final class PerAddress {
    private final int most;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    PerAddress(int most) {
        this.most = most;
    }

    /** One more, if there is room for it. */
    boolean enter(String address) {
        if (address.isEmpty()) {
            return true;
        }
        boolean[] entered = {false};
        open.compute(address, (key, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        return entered[0];
    }

    void leave(String address) {
        open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}
