package io.peakday.apidocs.page;

import io.peakday.apidocs.page.Views.Index;
import io.peakday.apidocs.page.Views.Part;
import io.peakday.apidocs.page.Views.PartPage;
import io.peakday.kernel.Failure;
import io.peakday.ui.Html;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The API, for people. What it shows is read from the document, once. */
@RestController
@RequestMapping("/api/docs")
@Route(priority = Priority.BROWSING)
public final class ApiPages {
    private final OpenApiWebMvcResource document;
    private final Html html;
    private final String url;
    private volatile @Nullable Index index;

    /** @param url of the store as its customers see it, without a slash at the end */
    public ApiPages(OpenApiWebMvcResource document, Html html, String url) {
        this.document = document;
        this.html = html;
        this.url = url;
    }

    @GetMapping
    ResponseEntity<byte[]> index(HttpServletRequest request) throws Exception {
        return html.page("docs/index", read(request));
    }

    @GetMapping("/{part}")
    ResponseEntity<byte[]> part(@PathVariable String part, HttpServletRequest request) throws Exception {
        List<Part> parts = read(request).parts();
        Part shown = parts.stream()
                .filter(each -> each.slug().equals(part))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("web.not-found", "The API has no such part."));
        return html.page("docs/part", new PartPage(shown, parts));
    }

    private Index read(HttpServletRequest request) throws Exception {
        Index known = index;
        if (known == null) {
            byte[] json = document.openapiJson(request, "/api/v1/openapi", Locale.ENGLISH);
            ApiReader reader = new ApiReader(JsonMapper.shared().readTree(json), url);
            known = new Index(reader.introduction(), reader.parts(), url);
            index = known;
        }
        return known;
    }
}
