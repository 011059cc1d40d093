package io.peakday.limits.policy;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Policies in a file that are read again when it changes. A file that cannot be used is refused with everything that is
 * wrong with it, once in the log and until it is mended in {@link #trouble}; what held before goes on holding.
 */
public final class PolicyFile {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
    private static final long LARGEST = 1 << 20;

    /** What distinguishes one state of the file from another: a saved file is often replaced by a new one. */
    private record FileVersion(
            long modified, long size, @Nullable Object key) {}

    private final Path path;
    private @Nullable Written given;
    private @Nullable FileVersion seen;
    private volatile @Nullable String trouble;

    public PolicyFile(Path path) {
        this.path = path;
    }

    /** What is wrong with the file as it is now; null if nothing. */
    public @Nullable String trouble() {
        return trouble;
    }

    public Path path() {
        return path;
    }

    /**
     * The first reading, at the start.
     *
     * @param given what holds where the file says nothing else, now and when it changed
     * @throws Failure if it cannot be used: a start does not go on with other limits than were asked for
     */
    public synchronized Policies read(Written given) {
        this.given = given;
        try {
            seen = version();
            return parse(given);
        } catch (IOException e) {
            throw Failure.invalid("limits.unreadable", unreadable(e));
        }
    }

    /** What it says now, if that is new and can be used; nothing before the first reading. */
    public synchronized Optional<Policies> readIfChanged() {
        Written below = given;
        if (below == null) {
            return Optional.empty();
        }
        try {
            FileVersion now = version();
            if (now.equals(seen)) {
                return Optional.empty();
            }
            seen = now;
            Policies read = parse(below);
            trouble = null;
            LOG.info("Read {} policies of limits, with those in {}", read.all().size(), path);
            return Optional.of(read);
        } catch (IOException e) {
            refuse(unreadable(e));
        } catch (Failure e) {
            refuse(e.detail());
        }
        return Optional.empty();
    }

    private void refuse(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.warn("The policies of limits stay as they were. {}", why);
        }
    }

    private String unreadable(IOException e) {
        // Looked at again next time, whatever its version.
        seen = null;
        return "The file of policies " + path + " cannot be read: " + e;
    }

    private Policies parse(Written below) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw Failure.invalid(
                    "limits.bad-policies", "The file of policies " + path + " has more than " + LARGEST + " bytes.");
        }
        return Policies.of(path.toString(), Files.readString(path), below);
    }

    private FileVersion version() throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileVersion(
                file.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS), file.size(), file.fileKey());
    }
}
