package io.peakday.console.mail;

import io.peakday.console.desk.Desk;
import io.peakday.console.desk.Frame;
import io.peakday.console.desk.Query;
import io.peakday.identity.Permission;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.notify.Mailbox;
import io.peakday.notify.ReceivedMail;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The local mailbox. What a mail holds is never trusted: its HTML is shown in a sandboxed frame with a policy of its own. */
@RestController
@Requires(Permission.MAILBOX_READ)
public final class MailboxController {
    /** Where the HTML of a mail is served; nothing there may run, load or lead anywhere. */
    public static final String FRAME_PATH = "/console/mail-html/";

    public static final String FRAME_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'self'";

    private static final int PAGE = 50;

    private final Mailbox mailbox;
    private final Desk desk;
    private final Html html;

    public MailboxController(Mailbox mailbox, Desk desk, Html html) {
        this.mailbox = mailbox;
        this.desk = desk;
        this.html = html;
    }

    /** The list. */
    public record ListPage(Frame frame, Query query, Page<ReceivedMail.Line> page) {}

    /** One mail; {@code show} is html, text or source. */
    public record OnePage(Frame frame, ReceivedMail mail, String show) {}

    @GetMapping("/console/mailbox")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = Query.of("/console/mailbox")
                .with("q", request.getParameter("q"))
                .with("cursor", request.getParameter("cursor"));
        return html.page(
                "mail/list",
                new ListPage(
                        desk.frame(request, "mail", "Mailbox"),
                        query,
                        mailbox.list(query.value("q"), query.value("cursor"), PAGE)));
    }

    @GetMapping("/console/mailbox/{id}")
    ResponseEntity<byte[]> show(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String show, HttpServletRequest request) {
        ReceivedMail mail = require(id);
        String shown = show.equals("source") || show.equals("text") ? show : mail.html() == null ? "text" : "html";
        return html.page("mail/page", new OnePage(desk.frame(request, "mail", mail.subject()), mail, shown));
    }

    @GetMapping(FRAME_PATH + "{id}")
    void frame(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        Desk.member();
        String content = require(id).html();
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write((content == null ? "" : content).getBytes(StandardCharsets.UTF_8));
    }

    private ReceivedMail require(UUID id) {
        return mailbox.get(id).orElseThrow(() -> Failure.notFound("notify.not-found", "There is no such mail."));
    }
}
