package io.peakday.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.BadRequestException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends a request that it, or a library, ended with {@code sendError}. */
@Controller
final class ErrorRoute implements ErrorController {
    private final Problems problems;

    public ErrorRoute(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        boolean reading = status instanceof Integer code && (code == 400 || code == 408);
        if (thrown instanceof IOException && !(thrown instanceof BadRequestException) && reading) {
            // The container could not read the request, and says by the status whose fault that is.
            problems.answer(request, response, (int) status);
        } else if (thrown instanceof Throwable error) {
            problems.answer(request, response, error);
        } else {
            // Somebody who asks for this address by hand finds nothing there.
            problems.answer(request, response, status instanceof Integer code ? code : 404);
        }
    }
}
