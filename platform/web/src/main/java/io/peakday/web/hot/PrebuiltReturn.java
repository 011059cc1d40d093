package io.peakday.web.hot;

import io.peakday.cache.Prebuilt;
import io.peakday.web.Hot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Writes the ready bytes that a controller's method returns, where the dispatcher has called it. */
public final class PrebuiltReturn implements HandlerMethodReturnValueHandler {
    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return returned.getParameterType() == Prebuilt.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter returned, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
        if (answer instanceof Prebuilt ready && request != null && response != null) {
            Hot hot = returned.getMethodAnnotation(Hot.class);
            write(ready, hot == null ? "" : hot.cacheControl(), request, response);
        }
    }

    static void write(Prebuilt ready, String cacheControl, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(Hot.READY, true);
        if (!cacheControl.isEmpty()) {
            response.setHeader("Cache-Control", cacheControl);
        }
        ready.write(request, response);
    }
}
