package io.peakday.apidocs;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** By which names clients send what Java knows as parameters. */
final class SentNames {
    private SentNames() {}

    /** Java's names by those that are sent. */
    static Map<String, String> of(HandlerMethod handler) {
        Map<String, String> names = new HashMap<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            String java = parameter.getParameter().getName();
            String sent = sent(parameter);
            names.put(sent == null || sent.isEmpty() ? java : sent, java);
        }
        return names;
    }

    private static @Nullable String sent(MethodParameter parameter) {
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (path != null) {
            return path.name();
        }
        if (query != null) {
            return query.name();
        }
        return header == null ? null : header.name();
    }
}
