package io.peakday.engines.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What the server says, in a file; the last start's words are read back when it fails. */
final class ServerLog {
    private static final int TAIL = 16 << 10;

    private final Path file;
    private long mark;

    ServerLog(Path file) {
        this.file = file;
    }

    ProcessBuilder.Redirect append() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Keeps one older file when this one has grown past the limit. */
    void rotate(long limit) throws IOException {
        if (Files.exists(file) && Files.size(file) > limit) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void mark() throws IOException {
        mark = Files.exists(file) ? Files.size(file) : 0;
    }

    /** What was said since the mark; the last 16 kB of it. */
    String sinceMark() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = Math.max(mark, channel.size() - TAIL);
            channel.position(from);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // read takes as much as there is, which may be only a part
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
