package io.peakday.notify.console;

import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.Frame;
import io.peakday.consolekit.Query;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.mail.Mailbox;
import io.peakday.mail.ReceivedMail;
import io.peakday.notify.NotifyPermissions;
import io.peakday.notify.RevealedMails;
import io.peakday.ui.Html;
import io.peakday.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The local mailbox. What a mail holds is never trusted: its HTML is shown in a sandboxed frame with a policy of its own. */
@RestController
@Requires(NotifyPermissions.Names.MAILBOX_READ)
public final class MailboxController {
    /** Where the HTML of a mail is served; nothing there may run, load or lead anywhere. */
    public static final String FRAME_PATH = "/console/mail-html/";

    public static final String FRAME_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'self'";

    private static final int PAGE = 50;

    /** Where an address in a plain text ends. */
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    private static final int MAX_LINKS = 10;

    private final Mailbox mailbox;
    private final String publicUrl;
    private final ConsoleContext context;
    private final Html html;

    public MailboxController(Mailbox mailbox, String publicUrl, ConsoleContext context, Html html) {
        this.mailbox = mailbox;
        this.publicUrl = publicUrl;
        this.context = context;
        this.html = html;
    }

    /** The list. */
    public record ListPage(Frame frame, Query query, Page<ReceivedMail.Line> page) {}

    /**
     * One mail; {@code show} is html, text, source, or full for one whose secrets were asked for.
     *
     * @param links into this store that the mail holds, where it is not masked
     */
    public record OnePage(Frame frame, ReceivedMail mail, String show, List<String> links) {
        public boolean mayReveal() {
            return mail.masked() && frame.may(NotifyPermissions.MAILBOX_REVEAL);
        }
    }

    @GetMapping("/console/mailbox")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        Query query = Query.of("/console/mailbox")
                .with("q", request.getParameter("q"))
                .with("cursor", request.getParameter("cursor"));
        return html.page(
                "mail/list",
                new ListPage(
                        context.frame(request, "mail", "Mailbox"),
                        query,
                        mailbox.list(query.value("q"), query.value("cursor"), PAGE)));
    }

    @GetMapping("/console/mailbox/{id}")
    ResponseEntity<byte[]> show(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String show, HttpServletRequest request) {
        ReceivedMail mail = require(id);
        String shown = show.equals("source") || show.equals("text") ? show : mail.html() == null ? "text" : "html";
        return page(mail, shown, request);
    }

    /** The one answer that holds the mail in full; that it was asked for is in the audit log. */
    @PostMapping("/console/mailbox/{id}/reveal")
    @Requires({NotifyPermissions.Names.MAILBOX_READ, NotifyPermissions.Names.MAILBOX_REVEAL})
    ResponseEntity<byte[]> reveal(@PathVariable UUID id, HttpServletRequest request) {
        return page(new RevealedMails(mailbox).reveal(id).orElseThrow(MailboxController::gone), "full", request);
    }

    @GetMapping(FRAME_PATH + "{id}")
    void frame(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        ConsoleContext.member();
        String content = require(id).html();
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write((content == null ? "" : content).getBytes(StandardCharsets.UTF_8));
    }

    private ReceivedMail require(UUID id) {
        return mailbox.show(id).orElseThrow(MailboxController::gone);
    }

    private ResponseEntity<byte[]> page(ReceivedMail mail, String shown, HttpServletRequest request) {
        return html.page(
                "mail/page", new OnePage(context.frame(request, "mail", mail.subject()), mail, shown, links(mail)));
    }

    /** Anybody on this machine can put a mail here, so only links to the store itself can be followed. */
    private List<String> links(ReceivedMail mail) {
        String text = mail.masked() || mail.text() == null ? "" : mail.text();
        return LINK.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(link -> link.startsWith(publicUrl + "/"))
                .distinct()
                .limit(MAX_LINKS)
                .toList();
    }

    private static Failure gone() {
        return Failure.notFound("notify.not-found", "There is no such mail.");
    }
}
