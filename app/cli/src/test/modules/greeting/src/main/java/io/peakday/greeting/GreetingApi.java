package io.peakday.greeting;

import io.peakday.web.Priority;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Greets whoever asks. */
@RestController
@Tag(name = "Greetings")
@RequestMapping("/api/v1/greeting")
class GreetingApi {
    private final Greetings greetings;
    private final GreetingSettings settings;

    GreetingApi(Greetings greetings, GreetingSettings settings) {
        this.greetings = greetings;
        this.settings = settings;
    }

    @GetMapping
    @Route(priority = Priority.INTERACTIVE, limit = "greeting")
    Greeting greet(@RequestParam(required = false) @Nullable String language) {
        return greetings.in(language == null ? settings.language() : language);
    }
}
