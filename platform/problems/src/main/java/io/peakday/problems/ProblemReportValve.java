package io.peakday.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat refuses before any filter sees it (an illegal path, say) in the shape of every other error. */
public final class ProblemReportValve extends ErrorReportValve {
    private final JsonMapper json;

    public ProblemReportValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = Problem.of(ExceptionMapper.byStatus(status, thrown), "none");
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            LoggerFactory.getLogger(ProblemReportValve.class).debug("The caller is gone: {}", e.toString());
        }
    }
}
