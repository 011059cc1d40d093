package io.peakday.feeds;

import io.peakday.kernel.Failure;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A file being read: unpacked if it is gzipped, whatever it is called, and counted as it is stored. */
final class SourceFile {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final AtomicLong read = new AtomicLong();

    SourceFile(Path path) {
        this.path = path;
    }

    /** @throws Failure {@code import.no-file} */
    InputStream open() {
        try {
            BufferedInputStream in = new BufferedInputStream(new Counting(Files.newInputStream(path)), BUFFER);
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** SHA-256 of the file as it is stored, in hexadecimal. */
    String digest() {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long bytesRead() {
        return read.get();
    }

    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Failure unreadable(IOException e) {
        return new Failure(
                io.peakday.kernel.Fault.INVALID,
                "import.no-file",
                "The file " + path.getFileName() + " cannot be read: " + e.getMessage(),
                java.util.List.of(),
                e);
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                read.incrementAndGet();
            }
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count > 0) {
                read.addAndGet(count);
            }
            return count;
        }
    }
}
