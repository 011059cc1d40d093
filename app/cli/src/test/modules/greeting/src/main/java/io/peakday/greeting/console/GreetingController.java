package io.peakday.greeting.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.greeting.Greeting;
import io.peakday.greeting.GreetingPermissions;
import io.peakday.greeting.Greetings;
import io.peakday.identity.Requires;
import io.peakday.ui.Html;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of greetings. */
@RestController
@RequestMapping("/console/greeting")
@Requires(GreetingPermissions.Names.GREETING_READ)
public final class GreetingController {
    private final Greetings greetings;
    private final ConsoleContext context;
    private final Html html;

    GreetingController(Greetings greetings, ConsoleContext context, Html html) {
        this.greetings = greetings;
        this.context = context;
        this.html = html;
    }

    /** What the page shows. */
    public record View(Frame frame, List<Greeting> greetings) {}

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return html.page("greeting/page", new View(context.frame(request, "greeting", "Greetings"), greetings.all()));
    }
}
