package io.peakday.feeds;

import io.peakday.engines.PrivateFile;
import io.peakday.kernel.Csv;
import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of rejected rows, as CSV: line, id, field, reason. Made when there is the first. Its length is part of the
 * checkpoint: what a killed run wrote beyond it is cut off, so that no row is listed twice.
 */
final class RejectsFile implements AutoCloseable {
    private static final String HEADING = "line,id,field,reason\r\n";

    private final Path path;
    private @Nullable FileChannel channel;
    private long length;

    /** @param length of what stays; 0 to begin again */
    RejectsFile(Path path, long length) {
        this.path = path;
        this.length = length;
        try {
            if (length > 0) {
                open();
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Adds the rows and waits until the disk has them. */
    void add(List<Item.Rejected> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(length == 0 ? HEADING : "");
        for (Item.Rejected reject : rejects) {
            Csv.append(text, List.of(String.valueOf(reject.line()), reject.id(), reject.field(), reject.reason()));
        }
        try {
            FileChannel file = channel == null ? open() : channel;
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                length += file.write(bytes, length);
            }
            file.force(false);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Takes back what was added since the file had that length. */
    void truncate(long to) {
        length = to;
        try {
            if (channel != null) {
                channel.truncate(to);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    long length() {
        return length;
    }

    private FileChannel open() throws IOException {
        // Where the run began again, nobody else's file or link is written to.
        FileChannel file = length == 0
                ? PrivateFile.create(path)
                : FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        file.truncate(length);
        channel = file;
        return file;
    }

    private Failure unwritable(IOException e) {
        return new Failure(
                io.peakday.kernel.Fault.INVALID,
                "import.rejects-unwritable",
                "The rejects file " + path + " cannot be written: " + e.getMessage(),
                List.of(),
                e);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
