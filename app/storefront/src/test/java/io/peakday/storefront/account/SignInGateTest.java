package io.peakday.storefront.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cache.Prebuilt;
import io.peakday.storefrontkit.SignedInPages;
import io.peakday.web.Hot;
import io.peakday.web.HotServlet;
import io.peakday.web.hot.BypassCheck;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** What is answered before the dispatcher is not asked for a sign-in, so it must not stand where one is required. */
class SignInGateTest {
    static final class Pages extends HotServlet {
        private static final long serialVersionUID = 1L;

        @Hot
        public String page() {
            return "";
        }

        @Override
        protected Prebuilt answer(HttpServletRequest request) {
            return Prebuilt.html("");
        }
    }

    private static final SignInGate GATE = new SignInGate(List.of(new SignedInPages(List.of("/reviews/new"))));

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/account/{id}", "/account/orders/{id}", "/reviews/new"})
    void aHotMethodThereStopsTheStart(String pattern) {
        assertThatThrownBy(() -> check(pattern).hotMethods()).hasMessageContaining("requires something of its caller");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/account/*", "/account/orders/*", "/reviews/new"})
    void aServletThereStopsTheStart(String pattern) {
        assertThatThrownBy(() -> new BypassCheck(Map.of(), List.of(GATE)).servlet(new Pages().at("open", pattern)))
                .hasMessageContaining("The servlet open answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reviews/{id}", "/accounts", "/"})
    void elsewhereTheyMayStand(String pattern) {
        assertThatCode(() -> {
                    check(pattern).hotMethods();
                    new BypassCheck(Map.of(), List.of(GATE)).servlet(new Pages().at("open", "/reviews/*"));
                })
                .doesNotThrowAnyException();
    }

    private static BypassCheck check(String pattern) {
        try {
            HandlerMethod method = new HandlerMethod(new Pages(), "page");
            RequestMappingInfo info =
                    RequestMappingInfo.paths(pattern).methods(RequestMethod.GET).build();
            return new BypassCheck(Map.of(info, method), List.of(GATE));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
