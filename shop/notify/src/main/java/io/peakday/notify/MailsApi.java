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
import io.swagger.v3.oas.annotations.tags.Tag;
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

/**
 * Mails for the people who look after them: those that the store's local mailbox has received, and those on their way out, with what became
 * of them.
 */
@RestController
@Tag(name = "Mails")
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

    /**
     * Lists the mails in the local mailbox, newest first.
     *
     * <p>What is secret in a subject is masked.
     *
     * @param q words that must all occur in sender, recipient or subject, in any case; the first eight count, and without any all mails are
     *     listed
     * @param limit mails a page, 1 to 200; 50 if it is absent
     * @return a page of mails, without their texts
     */
    @GetMapping("/mailbox")
    Page<ReceivedMail.Line> listReceivedMails(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return mailbox.list(q, cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    /**
     * Gets a mail of the local mailbox, with what is secret in it masked.
     *
     * <p>Secret are links with tokens and codes, by which its reader signs in. In a demo store some mails are no secret and shown in full.
     *
     * @param id the mail's id in the mailbox
     * @return the mail
     * @throws Failure {@code notify.not-found} (404) if there is no such mail
     */
    @GetMapping("/mailbox/{id}")
    ReceivedMail getReceivedMail(@PathVariable UUID id) {
        return mailbox.show(id).orElseThrow(MailsApi::notFound);
    }

    /**
     * Shows a mail of the local mailbox in full, with nothing masked.
     *
     * <p>With its links its reader signs in, so that somebody asked is in the audit log.
     *
     * @param id the mail's id in the mailbox
     * @return the mail, unmasked
     * @throws Failure {@code notify.not-found} (404) if there is no such mail
     */
    @PostMapping("/mailbox/{id}/reveal")
    @Requires(NotifyPermissions.Names.MAILBOX_REVEAL)
    ReceivedMail revealReceivedMail(@PathVariable UUID id) {
        return new RevealedMails(mailbox).reveal(id).orElseThrow(MailsApi::notFound);
    }

    /**
     * Lists mails on their way out and those that were sent, newest first.
     *
     * @param state {@code queued}, {@code sent} or {@code failed}, in any case: only mails in this state
     * @param limit mails a page, 1 to 200; 50 if it is absent
     * @return a page of mails, without their texts
     * @throws Failure {@code notify.bad-state} (400) if there is no such state
     */
    @GetMapping("/mails")
    Page<OutgoingMail> listOutgoingMails(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return queue.list(state == null ? null : state(state), cursor, Page.limit(limit, PAGE, MAX_PAGE));
    }

    /**
     * Counts the mails in each state.
     *
     * @return how many there are, by state; 0 in states without mails
     */
    @GetMapping("/mails/counts")
    Map<State, Long> countOutgoingMails() {
        return queue.counts();
    }

    /**
     * Gets a mail on its way out, or one that was sent.
     *
     * @param id the mail's id in the queue
     * @return the mail, without its text
     * @throws Failure {@code notify.not-found} (404) if there is no such mail
     */
    @GetMapping("/mails/{id}")
    OutgoingMail getOutgoingMail(@PathVariable UUID id) {
        return queue.get(id).orElseThrow(MailsApi::notFound);
    }

    /**
     * Queues a mail that was given up once more.
     *
     * <p>Its attempts are counted anew.
     *
     * @param id the mail's id in the queue
     * @throws Failure {@code notify.not-found} (404) if there is no such mail
     * @throws Failure {@code notify.not-failed} (409) if the mail was not given up
     */
    @PostMapping("/mails/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(EventsAdminPermissions.Names.EVENTS_REPLAY)
    void retryOutgoingMail(@PathVariable UUID id) {
        if (!queue.retry(id)) {
            throw notFound();
        }
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
