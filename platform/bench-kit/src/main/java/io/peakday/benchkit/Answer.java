package io.peakday.benchkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An answer over HTTP.
 *
 * @param location the redirect's target, or empty
 * @param cookie the first {@code Set-Cookie}'s name and value, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by what is in it; made for each request, so never copied
public record Answer(int status, String location, String cookie, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that && status == that.status && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }
}
