package io.peakday.payments.sandbox;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page on which the sandbox's "bank" asks whether it is really the card holder. Works without any script. */
@RestController
@Route(priority = Priority.CRITICAL)
public class SandboxChallengePage {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final SandboxProvider provider;
    private final BooleanSupplier runs;

    /** @param runs whether the sandbox takes the store's payments; where it does not, there is no such page */
    public SandboxChallengePage(SandboxProvider provider, BooleanSupplier runs) {
        this.provider = provider;
        this.runs = runs;
    }

    @GetMapping(path = "/sandbox/challenge/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String ask(@PathVariable String id, HttpServletResponse response) {
        Charge charge = charge(id);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        return charge.state() == Charge.State.CHALLENGED ? question(charge) : answered(charge);
    }

    @GetMapping(path = "/sandbox/bank.css", produces = "text/css")
    ResponseEntity<Resource> style() {
        requireRunning();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(new ClassPathResource("sandbox/bank.css", SandboxChallengePage.class.getClassLoader()));
    }

    @PostMapping("/sandbox/challenge/{id}")
    ResponseEntity<Void> answer(@PathVariable String id, @RequestParam String answer) {
        Charge charge = charge(id);
        provider.answerChallenge(charge.reference(), answer.equals("approve"));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(charge.returnPath()))
                .build();
    }

    private void requireRunning() {
        if (!runs.getAsBoolean()) {
            throw Failure.notFound("web.not-found", "There is nothing at this address.");
        }
    }

    private Charge charge(String id) {
        requireRunning();
        Optional<UUID> reference = Ids.parse(id);
        return reference
                .flatMap(provider::challenged)
                .orElseThrow(() -> Failure.notFound("sandbox.no-challenge", "There is no such question of the bank."));
    }

    private static String question(Charge charge) {
        String amount = HtmlUtils.htmlEscape(charge.amount().toString());
        return page("Is it you?", """
                <p>The sandbox bank was asked for <strong>%s</strong>. A real bank would now check that you are the card
                holder. Here you decide what it finds.</p>
                <form method="post" action="/sandbox/challenge/%s">
                  <button class="approve" name="answer" value="approve" type="submit">Approve</button>
                  <button name="answer" value="refuse" type="submit">Refuse</button>
                </form>""".formatted(amount, charge.reference()));
    }

    private static String answered(Charge charge) {
        return page("This question is answered", """
                <p>The bank has its answer already.</p>
                <p><a class="approve" href="%s">Back to the shop</a></p>""".formatted(HtmlUtils.htmlEscape(charge.returnPath())));
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="robots" content="noindex">
                  <title>%1$s · Sandbox bank</title>
                  <link rel="stylesheet" href="/sandbox/bank.css">
                </head>
                <body>
                <main>
                  <p class="mark">Sandbox bank · no money moves</p>
                  <h1>%1$s</h1>
                  %2$s
                </main>
                </body>
                </html>
                """.formatted(title, body);
    }
}
