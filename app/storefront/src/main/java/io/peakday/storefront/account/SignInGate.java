package io.peakday.storefront.account;

import io.peakday.identity.CurrentActor;
import io.peakday.storefrontkit.SignedInPages;
import io.peakday.web.CallerRequirement;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Sends whoever opens a page of an account without being signed in to the sign-in page, and back afterwards. Before the dispatcher nobody
 * would, so nothing may be answered there.
 */
public final class SignInGate implements HandlerInterceptor, WebMvcConfigurer, CallerRequirement {
    private final List<String> paths;

    /** @param more pages that need it, beside those of the account */
    public SignInGate(List<SignedInPages> more) {
        this.paths = Stream.concat(
                        Stream.of("/account", "/account/**"), more.stream().flatMap(pages -> pages.paths().stream()))
                .toList();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(paths);
    }

    @Override
    public boolean has(HandlerMethod handler, String pattern) {
        return covers(pattern);
    }

    @Override
    public boolean leavesOpen(Servlet servlet, String pattern) {
        return covers(pattern);
    }

    /** A pattern's variables and wildcards are taken for words: what any page there requires, this one does. */
    private boolean covers(String pattern) {
        PathContainer path = PathContainer.parsePath(pattern);
        return paths.stream()
                .anyMatch(each -> PathPatternParser.defaultInstance.parse(each).matches(path));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (CurrentActor.customerId().isPresent()) {
            return true;
        }
        String query = request.getQueryString();
        String here = request.getMethod().equals("GET")
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : "/account";
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", "/sign-in?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
        return false;
    }
}
