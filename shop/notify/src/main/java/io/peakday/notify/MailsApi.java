package io.peakday.notify;

import io.peakday.eventsadmin.EventsAdminPermissions;
import io.peakday.identity.Requires;
import io.peakday.kernel.Failure;
import io.peakday.mail.MailQueue;
import io.peakday.mail.Mailbox;
import io.peakday.mail.OutgoingMail;
import io.peakday.mail.OutgoingMail.State;
import io.peakday.mail.ReceivedMail;
import io.peakday.web.Page;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the people who look after mails: the local mailbox, and the queue. */
@RestController
@RequestMapping("/api/v1/admin")
@Requires(NotifyPermissions.Names.MAILBOX_READ)
class MailsApi {
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 200;

    private final Mailbox mailbox;
    private final MailQueue queue;

    MailsApi(Mailbox mailbox, MailQueue queue) {
        this.mailbox = mailbox;
        this.queue = queue;
    }

    @GetMapping("/mailbox")
    Page<ReceivedMail.Line> received(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return mailbox.list(q, cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    /** With what is secret in it masked: links with tokens, codes. */
    @GetMapping("/mailbox/{id}")
    ReceivedMail received(@PathVariable UUID id) {
        return mailbox.show(id).orElseThrow(MailsApi::notFound);
    }

    /** The mail in full. That somebody asked is in the audit log. */
    @PostMapping("/mailbox/{id}/reveal")
    @Requires(NotifyPermissions.Names.MAILBOX_REVEAL)
    ReceivedMail reveal(@PathVariable UUID id) {
        return new RevealedMails(mailbox).reveal(id).orElseThrow(MailsApi::notFound);
    }

    @GetMapping("/mails")
    Page<OutgoingMail> outgoing(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return queue.list(state == null ? null : state(state), cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    @GetMapping("/mails/counts")
    Map<State, Long> counts() {
        return queue.counts();
    }

    @GetMapping("/mails/{id}")
    OutgoingMail outgoing(@PathVariable UUID id) {
        return queue.get(id).orElseThrow(MailsApi::notFound);
    }

    @PostMapping("/mails/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    void retry(@PathVariable UUID id) {
        queue.retry(id);
    }

    private static State state(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "queued" -> State.QUEUED;
            case "sent" -> State.SENT;
            case "failed" -> State.FAILED;
            default -> throw Failure.invalid("notify.bad-state", "A mail is queued, sent or failed.");
        };
    }

    private static Failure notFound() {
        return Failure.notFound("notify.not-found", "There is no such mail.");
    }
}
