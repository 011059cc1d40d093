package io.peakday.edge;

import io.peakday.web.WebSettings;
import org.springframework.util.unit.DataSize;

/**
 * Declares, as a bean, that a route takes larger bodies than {@link WebSettings#maxBody()}, for uploads.
 *
 * @param prefix the beginning of the path: {@code /console/imports}
 */
public record BodyLimit(String prefix, DataSize max) {}
