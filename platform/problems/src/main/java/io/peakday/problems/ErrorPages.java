package io.peakday.problems;

import jakarta.servlet.http.HttpServletRequest;

/**
 * How an error looks to a person with a browser. Asked for requests outside {@code /api} that accept HTML; without such
 * a bean a bare page of a few lines is shown.
 */
@FunctionalInterface
public interface ErrorPages {
    /**
     * A whole HTML document. Must not fail and must not ask an engine, since it is shown when engines are down. The
     * problem's texts are not escaped yet.
     */
    String render(Problem problem, HttpServletRequest request);
}
