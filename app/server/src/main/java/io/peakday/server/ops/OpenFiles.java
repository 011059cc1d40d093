package io.peakday.server.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says so before this process may open no more files and connections, because then nobody new is answered and no file is written. */
final class OpenFiles implements Supplier<@Nullable String> {
    private static final int MANY_PERCENT = 90;

    @Override
    public @Nullable String get() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? trouble(system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount())
                : null;
    }

    static @Nullable String trouble(long open, long most) {
        return open * 100 < most * MANY_PERCENT
                ? null
                : String.format(
                        Locale.ROOT,
                        "This process has %,d files and connections open, of %,d that it may. Start it with a higher limit"
                                + " ('ulimit -n', or LimitNOFILE of its systemd unit).",
                        open,
                        most);
    }
}
