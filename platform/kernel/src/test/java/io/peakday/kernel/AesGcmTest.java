package io.peakday.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AesGcmTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] BOUND = "whose".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEXT = "what".getBytes(StandardCharsets.UTF_8);

    @Test
    void isTheStandardsCipher() {
        // Test case 16 of "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, the first of its vectors with
        // bound data.
        byte[] key = HexFormat.of().parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        byte[] nonce = HexFormat.of().parseHex("cafebabefacedbaddecaf888");
        byte[] bound = HexFormat.of().parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] text = HexFormat.of()
                .parseHex(
                        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                                + "b16aedf5aa0de657ba637b39");

        byte[] sealed = AesGcm.seal(key, nonce, bound, text);

        assertThat(HexFormat.of().formatHex(sealed))
                .isEqualTo("cafebabefacedbaddecaf888"
                        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                        + "c5f61e6393ba7a0abcc9f662"
                        + "76fc6ece0f4e1768cddf8853bb2d551b");
        assertThat(AesGcm.open(key, bound, sealed)).contains(text);
        assertThat(AesGcm.seal(key, nonce, bound, text)).isEqualTo(sealed);
    }

    @Test
    void opensOnlyWithTheKeyForWhatIsBoundAndUnchanged() {
        byte[] sealed = AesGcm.seal(KEY, BOUND, TEXT);
        byte[] other = KEY.clone();
        other[0] = 1;

        assertThat(AesGcm.open(KEY, BOUND, sealed)).contains(TEXT);
        assertThat(AesGcm.open(other, BOUND, sealed)).isEmpty();
        assertThat(AesGcm.open(KEY, TEXT, sealed)).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(AesGcm.open(KEY, BOUND, changed)).as("byte " + i).isEmpty();
        }
        assertThat(AesGcm.open(KEY, BOUND, new byte[0])).isEmpty();
        assertThat(AesGcm.open(KEY, BOUND, new byte[AesGcm.NONCE_BYTES])).isEmpty();
        // What failed before leaves nothing behind.
        assertThat(AesGcm.open(KEY, BOUND, sealed)).contains(TEXT);
    }

    @Test
    void theSameTextIsSealedOtherwiseEachTime() {
        assertThat(AesGcm.seal(KEY, BOUND, TEXT)).isNotEqualTo(AesGcm.seal(KEY, BOUND, TEXT));
    }
}
