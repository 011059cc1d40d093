package io.peakday.server;

import io.peakday.kernel.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/**
 * The files that {@code peakday.server.tls} names. They are opened by their names at each look, and what counts is what is in
 * them: links that lead elsewhere, renamed files and replaced folders make no difference.
 */
public final class TlsFiles {
    /** No certificate is larger. */
    private static final int LARGEST = 1 << 20;
    /** The JDK signs no handshake with less: {@code jdk.tls.disabledAlgorithms}. */
    private static final int SHORTEST_RSA = 1024;

    private final TlsSettings settings;

    TlsFiles(TlsSettings settings) {
        this.settings = settings;
    }

    /**
     * Looks at the files as a start would.
     *
     * @return whose certificate it is and until when
     * @throws Failure {@code server.bad-tls} if a start would fail, or clients refuse the certificate now or within two weeks
     */
    public static String check(TlsSettings settings, InstantSource clock) {
        TlsPair pair = settings.pair();
        String trouble = pair.trouble(clock.instant());
        if (trouble != null) {
            throw Failure.invalid("server.bad-tls", trouble);
        }
        return pair.shown();
    }

    /** What is in them now. */
    Content content() {
        List<byte[]> read = new ArrayList<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : settings.files()) {
                byte[] bytes = read(file);
                read.add(bytes);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return new Content(HexFormat.of().formatHex(digest.digest()), read, null);
        } catch (Failure unreadable) {
            return new Content(unreadable.detail(), List.of(), unreadable);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw TlsSettings.bad("the file " + file + " is not there");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length == 0) {
                throw TlsSettings.bad("the file " + file + " is empty");
            }
            if (bytes.length > LARGEST) {
                throw TlsSettings.bad("the file " + file + " is larger than any certificate or key");
            }
            return bytes;
        } catch (IOException e) {
            throw TlsSettings.bad("the file " + file + " cannot be read by the user who runs the store");
        }
    }

    /** The files' content at one moment. */
    final class Content {
        private final String fingerprint;
        private final List<byte[]> files;
        private final @Nullable Failure unreadable;

        private Content(String fingerprint, List<byte[]> files, @Nullable Failure unreadable) {
            this.fingerprint = fingerprint;
            this.files = files;
            this.unreadable = unreadable;
        }

        /** The same for the same content, and for the same reason why there is none. */
        String fingerprint() {
            return fingerprint;
        }

        /** @throws Failure {@code server.bad-tls} with a sentence that names the file, if this is no certificate with its key */
        TlsPair pair() {
            if (unreadable != null) {
                throw unreadable;
            }
            return settings.keystore().isBlank() ? pem(files.getFirst(), files.getLast()) : pkcs12(files.getFirst());
        }
    }

    private TlsPair pem(byte[] certificates, byte[] secret) {
        List<X509Certificate> chain = chain(new String(certificates, StandardCharsets.UTF_8));
        PrivateKey key = key(new String(secret, StandardCharsets.UTF_8));
        refuseShort(key, settings.key());
        if (!TlsPair.fits(chain.getFirst().getPublicKey(), key)) {
            throw TlsSettings.bad("the first certificate in " + settings.certificate() + " and the key in "
                    + settings.key() + " do not belong together; put the key of that certificate there, or the"
                    + " certificate of that key");
        }
        try {
            SslStoreBundle stores = new PemSslStoreBundle(PemSslStore.of(chain, key), null);
            stores.getKeyStore();
            return new TlsPair(stores, chain.getFirst());
        } catch (IllegalStateException e) {
            throw TlsSettings.bad("the certificates in " + settings.certificate()
                    + " are no chain; the node's own comes first, and each is followed by the one that signed it");
        }
    }

    private List<X509Certificate> chain(String text) {
        try {
            if (isWhole(text)) {
                List<X509Certificate> chain = PemContent.of(text).getCertificates();
                if (chain.size() == count(text, "-----BEGIN CERTIFICATE-----")) {
                    return chain;
                }
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Said below.
        }
        throw TlsSettings.bad("the file " + settings.certificate() + " holds no whole certificate as PEM text");
    }

    private PrivateKey key(String text) {
        try {
            PemContent content = PemContent.of(text);
            PrivateKey key = isWhole(text)
                    ? settings.keyPassword().isEmpty()
                            ? content.getPrivateKey()
                            : content.getPrivateKey(settings.keyPassword())
                    : null;
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Said below.
        }
        throw TlsSettings.bad("the file " + settings.key() + " holds no whole private key as PEM text"
                + (text.contains("ENCRYPTED") ? ", or peakday.server.tls.key-password is not its password" : ""));
    }

    /** Whether everything that begins in it ends in it, so that a file of which only the beginning is written yet is known. */
    private static boolean isWhole(String text) {
        return count(text, "-----BEGIN ") == count(text, "-----END ");
    }

    private static int count(String text, String mark) {
        int found = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
            found++;
        }
        return found;
    }

    private static void refuseShort(PrivateKey key, String file) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw TlsSettings.bad("the RSA key in " + file + " is shorter than " + SHORTEST_RSA
                    + " bits, and no connection succeeds with it; make a longer one");
        }
    }

    private TlsPair pkcs12(byte[] bytes) {
        char[] password = settings.keystorePassword().toCharArray();
        X509Certificate first = null;
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate
                        && store.getKey(alias, password) instanceof PrivateKey key) {
                    refuseShort(key, settings.keystore());
                    if (!TlsPair.fits(certificate.getPublicKey(), key)) {
                        throw TlsSettings.bad("the certificate and the key of the entry " + alias + " in "
                                + settings.keystore() + " do not belong together; make the keystore again");
                    }
                    first = first == null || ends(certificate).isBefore(ends(first)) ? certificate : first;
                }
            }
            if (first == null) {
                throw TlsSettings.bad(
                        "the keystore " + settings.keystore() + " holds no private key with its certificate");
            }
            return new TlsPair(SslStoreBundle.of(store, settings.keystorePassword(), null), first);
        } catch (UnrecoverableKeyException e) {
            throw wrongPassword();
        } catch (IOException | GeneralSecurityException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? wrongPassword()
                    : TlsSettings.bad("the file " + settings.keystore() + " is no whole PKCS12 keystore");
        }
    }

    private static Instant ends(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private Failure wrongPassword() {
        return TlsSettings.bad(
                "peakday.server.tls.keystore-password does not open the keystore " + settings.keystore());
    }
}
