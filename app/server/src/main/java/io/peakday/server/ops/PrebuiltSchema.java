package io.peakday.server.ops;

import com.fasterxml.jackson.databind.JavaType;
import io.peakday.cache.Prebuilt;
import io.peakday.web.Hot;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Describes ready bytes as what they are the JSON of, which the method that answers with them says. */
final class PrebuiltSchema implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType asked = Json.mapper().constructType(type.getType());
        Annotation[] annotations = type.getCtxAnnotations();
        if (asked != null && asked.getRawClass() == Prebuilt.class && annotations != null) {
            for (Annotation annotation : annotations) {
                if (annotation instanceof Hot hot) {
                    return context.resolve(new AnnotatedType(hot.answers()).resolveAsRef(true));
                }
            }
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
