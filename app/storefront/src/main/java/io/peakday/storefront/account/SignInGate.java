package io.peakday.storefront.account;

import io.peakday.identity.CurrentActor;
import io.peakday.storefrontkit.SignedInPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Sends whoever opens a page of an account without being signed in to the sign-in page, and back afterwards. */
public final class SignInGate implements HandlerInterceptor, WebMvcConfigurer {
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
