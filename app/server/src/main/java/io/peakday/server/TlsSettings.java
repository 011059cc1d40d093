package io.peakday.server;

import io.peakday.kernel.Failure;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * TLS on the node's own port, under {@code peakday.server.tls}: a certificate and its key as PEM files, or both in a PKCS12 file.
 * The files are watched; when they change they are read again without a restart, and what cannot be read is left as it was.
 *
 * @param certificate a PEM file: the certificate and those that lead to its authority
 * @param key a PEM file: the private key
 * @param keyPassword of the private key, if it has one; never shown
 * @param keystore a PKCS12 file, in place of the two
 * @param keystorePassword of that; never shown
 */
@ConfigurationProperties("peakday.server.tls")
@Validated
public record TlsSettings(
        @DefaultValue("") @NotNull String certificate,
        @DefaultValue("") @NotNull String key,
        @DefaultValue("") @NotNull String keyPassword,
        @DefaultValue("") @NotNull String keystore,
        @DefaultValue("") @NotNull String keystorePassword) {
    private static final String PEM = "spring.ssl.bundle.pem.peakday.";
    private static final String JKS = "spring.ssl.bundle.jks.peakday.";

    /** Whether the node's port speaks TLS. */
    public boolean enabled() {
        return !certificate.isBlank() || !key.isBlank() || !keystore.isBlank();
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return enabled() ? "https" : "http";
    }

    /** @throws Failure {@code server.bad-tls} if the files are not there, or one of a pair is missing */
    void check() {
        if (!enabled()) {
            return;
        }
        if (keystore.isBlank() == (certificate.isBlank() && key.isBlank())) {
            throw bad("give either a certificate with its key, or a keystore, not both");
        }
        if (keystore.isBlank() && (certificate.isBlank() || key.isBlank())) {
            throw bad("a certificate needs its key, and a key its certificate");
        }
        for (String file : new String[] {certificate, key, keystore}) {
            if (!file.isBlank() && !Files.isReadable(Path.of(file))) {
                throw bad("the file " + file + " is not there or cannot be read");
            }
        }
    }

    static Failure bad(String why) {
        return Failure.invalid("server.bad-tls", "The settings of peakday.server.tls cannot be used: " + why + ".");
    }

    /** What Spring is told; nothing without TLS. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        if (!enabled()) {
            return properties;
        }
        String prefix = keystore.isBlank() ? PEM : JKS;
        if (keystore.isBlank()) {
            properties.put(PEM + "keystore.certificate", location(certificate));
            properties.put(PEM + "keystore.private-key", location(key));
            if (!keyPassword.isEmpty()) {
                properties.put(PEM + "keystore.private-key-password", keyPassword);
            }
        } else {
            properties.put(JKS + "keystore.type", "PKCS12");
            properties.put(JKS + "keystore.location", location(keystore));
            properties.put(JKS + "keystore.password", keystorePassword);
        }
        properties.put(prefix + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
        properties.put(prefix + "reload-on-update", true);
        properties.put("spring.ssl.bundle.watch.file.quiet-period", "1s");
        properties.put("server.ssl.bundle", "peakday");
        return properties;
    }

    private static String location(String file) {
        return Path.of(file).toAbsolutePath().toUri().toString();
    }
}
