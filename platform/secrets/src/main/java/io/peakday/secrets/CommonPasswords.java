package io.peakday.secrets;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/**
 * The passwords that lists of leaked ones begin with, as a Bloom filter (Bloom 1970) that ships with the program: no list of
 * words to read through, and nothing is asked of anybody outside. A password that is on the list is always found; one that is
 * not is taken for one with a probability of about one in ten thousand, which costs its inventor a second try.
 *
 * <p>The file: the number of words, of hashes for each, of bits, then the bits. The hashes of a word are those of Kirsch and
 * Mitzenmacher (2006): {@code h1 + i · h2}, of the first 16 bytes of the SHA-256 of the word in lower case.
 */
final class CommonPasswords {
    private static final String RESOURCE = "common-passwords.bloom";
    private static final double BITS_PER_WORD = 19.2;
    private static final int HASHES = 13;
    private static final int MAX_BITS = 1 << 26;

    private final int words;
    private final int hashes;
    private final int bits;
    private final byte[] filter;

    private CommonPasswords(int words, int hashes, int bits, byte[] filter) {
        this.words = words;
        this.hashes = hashes;
        this.bits = bits;
        this.filter = filter;
    }

    /** The list that ships. */
    static CommonPasswords shipped() {
        try (InputStream file = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("the program lacks " + RESOURCE);
            }
            DataInputStream in = new DataInputStream(file);
            int words = in.readInt();
            int hashes = in.readInt();
            int bits = in.readInt();
            if (bits <= 0 || bits > MAX_BITS) {
                throw new IllegalStateException(RESOURCE + " is damaged");
            }
            return new CommonPasswords(words, hashes, bits, in.readNBytes((bits + 7) / 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A filter of these words. */
    static CommonPasswords of(Collection<String> words) {
        int bits = (int) Math.min(MAX_BITS, Math.ceil(Math.max(1, words.size()) * BITS_PER_WORD));
        CommonPasswords made = new CommonPasswords(words.size(), HASHES, bits, new byte[(bits + 7) / 8]);
        words.forEach(word -> {
            for (int bit : made.bitsOf(word)) {
                made.filter[bit >>> 3] |= (byte) (1 << (bit & 7));
            }
        });
        return made;
    }

    void write(OutputStream file) throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(words);
        out.writeInt(hashes);
        out.writeInt(bits);
        out.write(filter);
        out.flush();
    }

    /** How many words are in it. */
    int size() {
        return words;
    }

    /** Whether the word, in lower case, is one of them. */
    boolean contains(String word) {
        for (int bit : bitsOf(word)) {
            if ((filter[bit >>> 3] & 1 << (bit & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    private int[] bitsOf(String word) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(word));
        long first = hash.getLong();
        long second = hash.getLong();
        int[] found = new int[hashes];
        for (int i = 0; i < hashes; i++) {
            found[i] = (int) Long.remainderUnsigned(first + i * second, bits);
        }
        return found;
    }

    private static byte[] sha256(String word) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
