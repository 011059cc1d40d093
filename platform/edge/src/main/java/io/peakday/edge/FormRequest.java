package io.peakday.edge;

import io.peakday.web.ReplayableRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;

/** A form whose body was read already: its parameters are those of the query and then those of the body. */
final class FormRequest extends ReplayableRequest {
    private final Map<String, String[]> parameters;

    /** @throws InvalidParameterException if it is not well-formed, or has too many fields */
    FormRequest(HttpServletRequest request, byte[] body) {
        super(request, body);
        Parameters fields = new Parameters();
        fields.setLimit(ServerLimits.MAX_PARAMETERS);
        Charset charset = charset(request);
        fields.setCharset(charset);
        fields.setQueryStringCharset(StandardCharsets.UTF_8);
        byte[] query = request.getQueryString() == null
                ? new byte[0]
                : request.getQueryString().getBytes(StandardCharsets.ISO_8859_1);
        fields.processParameters(query, 0, query.length);
        fields.processParameters(body, 0, body.length);
        Map<String, String[]> all = new LinkedHashMap<>();
        Collections.list(fields.getParameterNames()).forEach(name -> all.put(name, fields.getParameterValues(name)));
        parameters = Collections.unmodifiableMap(all);
    }

    private static Charset charset(HttpServletRequest request) {
        String named = request.getCharacterEncoding();
        return named == null || !Charset.isSupported(named) ? StandardCharsets.UTF_8 : Charset.forName(named);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
