package io.peakday.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cache.Prebuilt;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

class DeclaredRoutesTest {
    @Route(priority = Priority.INTERACTIVE, limit = "browse", crawl = Crawl.REFUSED)
    static class Said {
        public void asTheClass() {}

        @Route(limit = {"change", "open-when-away"})
        public void otherLimits() {}

        @Route(priority = Priority.CRITICAL, crawl = Crawl.ALLOWED)
        public void otherPriority() {}
    }

    static class Unsaid {
        public void nothing() {}

        @Route(priority = Priority.CRAWLER)
        public void wrong() {}
    }

    @Route(priority = Priority.EXEMPT)
    static class Servlet extends HotServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected Prebuilt answer(HttpServletRequest request) {
            return Prebuilt.html("");
        }
    }

    @Test
    void whatAMethodSaysTakesThePlaceOfWhatItsClassSaysEachPartByItself() throws Exception {
        Map<RequestMappingInfo, HandlerMethod> controllers = new LinkedHashMap<>();
        map(controllers, new Said(), "asTheClass", "/a/{id}");
        map(controllers, new Said(), "otherLimits", "/b/{id}-{name}/{*rest}");
        map(controllers, new Said(), "otherPriority", "/c");
        map(controllers, new Unsaid(), "nothing", "/d");

        assertThat(DeclaredRoutes.of(controllers, List.of(), List.of()).rules())
                .containsExactly(
                        new RouteRule("POST", "/a/*", Priority.INTERACTIVE, List.of("browse"), Crawl.REFUSED),
                        new RouteRule(
                                "POST",
                                "/b/*/**",
                                Priority.INTERACTIVE,
                                List.of("change", "open-when-away"),
                                Crawl.REFUSED),
                        new RouteRule("POST", "/c", Priority.CRITICAL, List.of("browse"), Crawl.ALLOWED),
                        new RouteRule("POST", "/d", null, List.of(), Crawl.BY_PATH));
    }

    @Test
    void aServletSaysItOfAllThatItAnswers() {
        assertThat(DeclaredRoutes.of(Map.of(), List.of(new Servlet().at("it", "", "/one", "/all/*")), List.of())
                        .rules())
                .extracting(RouteRule::method, RouteRule::pattern, RouteRule::priority)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("GET", "/", Priority.EXEMPT),
                        org.assertj.core.groups.Tuple.tuple("GET", "/one", Priority.EXEMPT),
                        org.assertj.core.groups.Tuple.tuple("GET", "/all/**", Priority.EXEMPT));
    }

    @Test
    void aServletForAnEndingIsRefused() {
        assertThatThrownBy(() ->
                        DeclaredRoutes.of(Map.of(), List.of(new Servlet().at("pictures", "/a/*", "*.svg")), List.of()))
                .hasMessageContaining("The servlet pictures is mapped to *.svg");
    }

    @Test
    void aDeclarationThatMeansNothingIsRefused() throws Exception {
        Map<RequestMappingInfo, HandlerMethod> controllers = new LinkedHashMap<>();
        map(controllers, new Unsaid(), "wrong", "/e");
        assertThatThrownBy(() -> DeclaredRoutes.of(controllers, List.of(), List.of()))
                .hasMessageContaining("a crawler is known by its User-Agent");
        assertThatThrownBy(() -> RouteRule.of(Priority.RUSH, "sales")).hasMessageContaining("no pattern of a route");
    }

    private static void map(
            Map<RequestMappingInfo, HandlerMethod> controllers, Object bean, String method, String pattern)
            throws NoSuchMethodException {
        controllers.put(
                RequestMappingInfo.paths(pattern).methods(RequestMethod.POST).build(), new HandlerMethod(bean, method));
    }
}
