package io.peakday.search;

import io.peakday.kernel.Failure;
import io.peakday.search.text.Synonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of synonyms in use: the shipped one, or a file that is read again when it changes. */
final class SynonymFile {
    private static final Logger LOG = LoggerFactory.getLogger(SynonymFile.class);

    private final @Nullable Path file;
    private @Nullable FileTime readAt;

    SynonymFile(@Nullable Path file) {
        this.file = file;
    }

    /** @throws Failure {@code search.synonyms-unreadable} if the file of the settings cannot be read */
    synchronized Synonyms read() {
        if (file == null) {
            return Synonyms.shipped();
        }
        try {
            readAt = Files.getLastModifiedTime(file);
            return Synonyms.read(file);
        } catch (IOException e) {
            throw Failure.internal(
                    "search.synonyms-unreadable", "The file of synonyms cannot be read: " + file + ".", e);
        }
    }

    /** The list again if the file has changed since; an unreadable file leaves the old list in use. */
    synchronized Optional<Synonyms> changed() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            if (Files.getLastModifiedTime(file).equals(readAt)) {
                return Optional.empty();
            }
            return Optional.of(read());
        } catch (IOException | Failure e) {
            LOG.warn("The synonyms stay as they are: {} cannot be read.", file);
            return Optional.empty();
        }
    }
}
