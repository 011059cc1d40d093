package io.peakday.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends a request that it, or a library, ended with {@code sendError}. */
@Controller
public final class ErrorRoute implements ErrorController {
    private final Problems problems;

    public ErrorRoute(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (thrown instanceof Throwable error) {
            problems.answer(request, response, error);
        } else {
            // Somebody who asks for this address by hand finds nothing there.
            problems.answer(request, response, status instanceof Integer code ? code : 404);
        }
    }
}
