package io.peakday.edge;

/**
 * Declares, as a bean, another Content-Security-Policy for one part of the site, such as a page that a library ships.
 *
 * @param prefix the beginning of the path
 */
public record ContentPolicy(String prefix, String policy) {
    /** What every page gets that declares nothing else: everything from here, nothing inline, framed by nobody. */
    public static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";
}
