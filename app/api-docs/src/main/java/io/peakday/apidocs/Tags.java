package io.peakday.apidocs;

import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The parts of the API: a title for each, which its controller says, and what the controller's Javadoc says of it. */
final class Tags {
    String of(HandlerMethod handler) {
        Tag tag = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Tag.class);
        if (tag == null) {
            throw new IllegalStateException(
                    handler.getBeanType() + " does not say, with @Tag, to which part of the API it belongs");
        }
        return tag.name();
    }

    String description(HandlerMethod handler) {
        return Markdown.of(RuntimeJavadoc.getJavadoc(handler.getBeanType()).getComment());
    }

    /** @param descriptions by title */
    List<io.swagger.v3.oas.models.tags.Tag> list(Map<String, String> descriptions) {
        return descriptions.entrySet().stream()
                .map(each -> new io.swagger.v3.oas.models.tags.Tag()
                        .name(each.getKey())
                        .description(each.getValue()))
                .toList();
    }
}
