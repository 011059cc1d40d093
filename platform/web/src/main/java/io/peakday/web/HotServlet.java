package io.peakday.web;

import io.peakday.cache.Prebuilt;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/**
 * A route that is asked tens of thousands of times a second: a plain servlet beside the dispatcher that answers GET and
 * HEAD with {@link Prebuilt} bytes. It passes the same edge as every other route: limits, security headers, metrics,
 * problems.
 */
public abstract class HotServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * The answer to this request; null: there is no such thing (404). May throw a {@link io.peakday.kernel.Failure}.
     */
    protected abstract @Nullable Prebuilt answer(HttpServletRequest request);

    /** Sent with every answer. The default lets nobody keep it without asking again, which costs a 304. */
    protected String cacheControl() {
        return "private, no-cache";
    }

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Prebuilt found = answer(request);
        if (found == null) {
            throw io.peakday.kernel.Failure.notFound("web.not-found", "There is nothing at this address.");
        }
        response.setHeader("Cache-Control", cacheControl());
        found.write(request, response);
    }

    @Override
    protected final void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    /**
     * Registers this servlet beside the dispatcher.
     *
     * @param name unique in the program
     * @param patterns servlet patterns: {@code /p/*} or an exact path
     */
    public final ServletRegistrationBean<HotServlet> at(String name, String... patterns) {
        ServletRegistrationBean<HotServlet> bean = new ServletRegistrationBean<>(this, patterns);
        bean.setName(name);
        bean.setLoadOnStartup(1);
        return bean;
    }
}
