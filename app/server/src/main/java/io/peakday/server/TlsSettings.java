package io.peakday.server;

import io.peakday.kernel.Failure;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * TLS on the node's own port, under {@code peakday.server.tls}: a certificate and its key as PEM files, or both in a PKCS12 file.
 * When their content changes it is taken up without a restart, if it can be used; {@link OwnCertificate} says how.
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
    /** What the certificate is called towards Spring. */
    static final String BUNDLE = "peakday";

    static final String BUNDLE_SETTING = "server.ssl.bundle";

    /** Whether the node's port speaks TLS. */
    public boolean enabled() {
        return !certificate.isBlank() || !key.isBlank() || !keystore.isBlank();
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return enabled() ? "https" : "http";
    }

    /** @throws Failure {@code server.bad-tls} if one of a pair is missing, or the files hold no certificate with its key */
    void check() {
        if (enabled()) {
            pair();
        }
    }

    /**
     * What the files hold now.
     *
     * @throws Failure {@code server.bad-tls} as {@link #check}
     */
    TlsPair pair() {
        if (keystore.isBlank() == (certificate.isBlank() && key.isBlank())) {
            throw bad("give either a certificate with its key, or a keystore, not both");
        }
        if (keystore.isBlank() && (certificate.isBlank() || key.isBlank())) {
            throw bad("a certificate needs its key, and a key its certificate");
        }
        return new TlsFiles(this).content().pair();
    }

    static Failure bad(String why) {
        return Failure.invalid("server.bad-tls", "The settings of peakday.server.tls cannot be used: " + why + ".");
    }

    /** What Spring is given; nothing without TLS. The bundle itself is {@link OwnCertificate}'s. */
    Map<String, Object> properties() {
        return enabled() ? Map.of(BUNDLE_SETTING, BUNDLE) : Map.of();
    }

    /** Those that are named: the certificate and its key, or the keystore. */
    List<String> files() {
        return keystore.isBlank() ? List.of(certificate, key) : List.of(keystore);
    }
}
