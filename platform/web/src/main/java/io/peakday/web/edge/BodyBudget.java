package io.peakday.web.edge;

import io.peakday.web.WebSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all request bodies at hand on this node. Room is taken as a body grows, not by what it announces, so that many
 * bodies that do not come take little; and one address may have only a share of it.
 */
final class BodyBudget {
    private final long most;
    private final long perAddress;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> byAddress = new ConcurrentHashMap<>();

    BodyBudget(WebSettings.Bodies settings) {
        this.most = settings.budget().toBytes();
        this.perAddress = (long) (most * settings.share());
    }

    long used() {
        return used.get();
    }

    Part part(String address) {
        return new Part(address);
    }

    /** What one request has of it; used by one thread at a time. */
    final class Part {
        private final String address;
        private long all;
        private long shared;

        private Part(String address) {
            this.address = address;
        }

        /** Whether there is room for the beginning of a body, which counts for no address. */
        boolean begin(int bytes) {
            if (used.addAndGet(bytes) > most) {
                used.addAndGet(-bytes);
                return false;
            }
            all += bytes;
            return true;
        }

        /** Whether there is room for so much more. */
        boolean more(int bytes) {
            if (!begin(bytes)) {
                return false;
            }
            shared += bytes;
            return byAddress.merge(address, (long) bytes, Long::sum) <= perAddress;
        }

        void release() {
            if (all > 0) {
                used.addAndGet(-all);
                all = 0;
            }
            if (shared > 0) {
                long mine = shared;
                byAddress.computeIfPresent(address, (key, sum) -> sum == mine ? null : sum - mine);
                shared = 0;
            }
        }
    }
}
