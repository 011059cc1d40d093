package io.peakday.ui;

import io.peakday.cache.Prebuilt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One static file, ready to be sent.
 *
 * @param name the plain name, such as {@code app.css}
 * @param file the fingerprinted name, such as {@code app.3f0c1b2a4d.css}
 */
public record Asset(String name, String file, Prebuilt content) {
    static Asset of(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String file = name.substring(0, dot) + "." + fingerprint(content) + name.substring(dot);
        return new Asset(name, file, Prebuilt.of(content, typeOf(name.substring(dot + 1))));
    }

    /** Where it is served. */
    public String url() {
        return "/assets/" + file;
    }

    private static String fingerprint(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String typeOf(String extension) {
        return switch (extension) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalArgumentException("no content type for ." + extension);
        };
    }
}
