package io.peakday.server;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * A certificate with the private key that belongs to it.
 *
 * @param stores both, as the servlet container takes them
 * @param certificate the node's own; where a keystore has several, the one that expires first
 */
record TlsPair(SslStoreBundle stores, X509Certificate certificate) {
    /** Who runs the store is warned of the end this long before it. */
    static final Duration SOON = Duration.ofDays(14);

    /** So many of a certificate's names are shown at most. */
    private static final int NAMED = 5;
    /** Of {@link X509Certificate#getSubjectAlternativeNames}. */
    private static final List<Integer> DNS_AND_IP = List.of(2, 7);

    private static final String RENEW =
            "Put a renewed one with its key where peakday.server.tls says; it is taken up without a restart.";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    SslBundle bundle() {
        return SslBundle.of(stores, SslBundleKey.NONE, SslOptions.of(null, new String[] {"TLSv1.3", "TLSv1.2"}));
    }

    /** Whether the one signs what the other verifies. A key of a kind that TLS does not use fits nothing. */
    static boolean fits(PublicKey known, PrivateKey secret) {
        byte[] anything = {'p', 'e', 'a', 'k', 'd', 'a', 'y'};
        try {
            Signature signature = signature(secret.getAlgorithm());
            signature.initSign(secret);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "RSA" -> Signature.getInstance("SHA256withRSA");
            case "EC" -> Signature.getInstance("SHA256withECDSA");
            case "EdDSA", "Ed25519", "Ed448" -> Signature.getInstance("EdDSA");
            case "RSASSA-PSS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
            default -> throw new NoSuchAlgorithmException(algorithm);
        };
    }

    boolean isValidAt(Instant now) {
        return !now.isBefore(from()) && !now.isAfter(until());
    }

    private Instant from() {
        return certificate.getNotBefore().toInstant();
    }

    private Instant until() {
        return certificate.getNotAfter().toInstant();
    }

    /** The subject, the names that browsers compare, and the end: {@code CN=shop (shop.example), valid until 2026-12-01 10:00 UTC}. */
    String shown() {
        return named() + ", valid until " + DATE.format(until());
    }

    private String named() {
        List<String> names = names();
        String shown = String.join(", ", names.stream().limit(NAMED).toList())
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.isEmpty() ? shown : names.isEmpty() ? subject : subject + " (" + shown + ")";
    }

    private List<String> names() {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> DNS_AND_IP.contains(name.getFirst()))
                            .map(name -> Objects.toString(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** That clients refuse it, or will soon, as a sentence that stays the same until that changes; null when neither is so. */
    @Nullable
    String trouble(Instant now) {
        if (now.isBefore(from())) {
            return "The certificate " + named() + " is valid only from " + DATE.format(from())
                    + " on, and clients refuse it until then. Look at this machine's clock, or at the certificate.";
        }
        if (now.isAfter(until())) {
            return "The certificate " + named() + " expired on " + DATE.format(until()) + ", and clients refuse it. "
                    + RENEW;
        }
        return now.plus(SOON).isAfter(until())
                ? "The certificate " + named() + " expires on " + DATE.format(until()) + ". " + RENEW
                : null;
    }
}
