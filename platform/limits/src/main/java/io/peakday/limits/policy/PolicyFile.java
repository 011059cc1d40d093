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

    /** What tells one state of the file from another: a saved file is often replaced by a new one. */
    private record Stamp(long modified, long size, @Nullable Object key) {}

    private final Path path;
    private Written given;
    private @Nullable Stamp seen;
    private volatile @Nullable String trouble;

    public PolicyFile(Path path, Written given) {
        this.path = path;
        this.given = given;
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
     * @throws Failure if it cannot be used: a start does not go on with other limits than were asked for
     */
    public synchronized Policies read() {
        try {
            seen = stamp();
            return parse();
        } catch (IOException e) {
            throw Failure.invalid("limits.unreadable", unreadable(e));
        }
    }

    /** The same over other policies than before. */
    public synchronized Policies over(Written other) {
        given = other;
        return read();
    }

    /** What it says now, if that is new and can be used. */
    public synchronized Optional<Policies> readIfChanged() {
        try {
            Stamp now = stamp();
            if (now.equals(seen)) {
                return Optional.empty();
            }
            seen = now;
            Policies read = parse();
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
        // Looked at again next time, whatever its stamp.
        seen = null;
        return "The file of policies " + path + " cannot be read: " + e;
    }

    private Policies parse() throws IOException {
        if (Files.size(path) > LARGEST) {
            throw Failure.invalid(
                    "limits.bad-policies", "The file of policies " + path + " has more than " + LARGEST + " bytes.");
        }
        return Policies.of(path.toString(), Files.readString(path), given);
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(
                file.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS), file.size(), file.fileKey());
    }
}
