package io.peakday.notify;

import io.peakday.customers.ErasureReport;
import io.peakday.customers.Erasures;
import io.peakday.customers.PersonalExport;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Ids;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailPeople;
import io.peakday.mail.MailQueue;
import io.peakday.orders.Orders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Export and erasure for people without an account: who reads the mails of an address may have, or erase, the data of the
 * orders that were placed under it as a guest. The link in the mail says sealed what is asked for ({@link GuestLinks});
 * one that erases counts once, so that it does not erase what is ordered later.
 */
public final class GuestRequests {
    /** What is asked for. */
    public enum Kind {
        /** A copy of the data. */
        EXPORT,
        /** That the data are erased. */
        ERASE
    }

    /**
     * A request whose link was followed.
     *
     * @param id the link's
     */
    public record Asked(UUID id, Kind kind, String email) {}

    private static final Logger LOG = LoggerFactory.getLogger(GuestRequests.class);
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,185}\\.[^@\\s.\\p{Cntrl}]{2,63}");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PER_HOUR = 3;
    private static final int MAX_EMAIL = 254;
    /** So many links are made at once: the caller has an answer by then, so nothing else bounds them. */
    private static final int AT_ONCE = 16;

    private final MailQueue queue;
    private final MailPeople people;
    private final Orders orders;
    private final Erasures erasures;
    private final PersonalExport export;
    private final GuestLinks links;
    private final InstantSource clock;
    private final String publicUrl;
    private final Semaphore room = new Semaphore(AT_ONCE);

    GuestRequests(
            MailQueue queue,
            MailPeople people,
            Orders orders,
            Erasures erasures,
            PersonalExport export,
            GuestLinks links,
            InstantSource clock,
            String publicUrl) {
        this.queue = queue;
        this.people = people;
        this.orders = orders;
        this.erasures = erasures;
        this.export = export;
        this.links = links;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * Mails a link if a guest ordered under this address; neither the answer nor its time shows whether that is so.
     *
     * @throws Failure {@code notify.bad-email}; {@code notify.busy} while too many are being answered
     */
    public void ask(String email, Kind kind) {
        String to = email.strip();
        new Checks()
                .require(
                        EMAIL.matcher(to).matches() && to.getBytes(StandardCharsets.UTF_8).length <= MAX_EMAIL,
                        "email",
                        "format",
                        "email must be an e-mail address.")
                .orThrow("notify.bad-email", "This is not an e-mail address.");
        if (!room.tryAcquire()) {
            throw Failure.unavailable(
                    "notify.busy", "Too many ask at this moment; nothing was sent. Try again in a moment.", null);
        }
        Thread.ofVirtual().name("notify-guest-request").start(() -> {
            try {
                people.oneAtATime(to, () -> mail(to, kind));
            } catch (RuntimeException e) {
                LOG.warn(
                        "A link for a guest's data could not be mailed: {}",
                        e.getClass().getName());
            } finally {
                room.release();
            }
        });
    }

    /** What a link asks for; empty if it is not ours, too old, or used up. */
    public Optional<Asked> read(String token) {
        return links.read(token).filter(asked -> asked.kind() == Kind.EXPORT || !people.isUsed(asked.id()));
    }

    /** How many orders it is about. */
    public int orders(Asked asked) {
        return orders.ofGuest(asked.email()).size();
    }

    /** What is kept about the guest's orders. */
    public Map<String, Object> export(Asked asked) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("email", asked.email());
        data.put("orders", export.ofOrders(orders.ofGuest(asked.email())));
        return data;
    }

    /**
     * Erases it, once for each link; the reports say what is kept all the same.
     *
     * @throws Failure {@code notify.bad-link}
     */
    public List<ErasureReport> erase(Asked asked) {
        if (asked.kind() != Kind.ERASE) {
            throw badLink();
        }
        return people.useOnce(asked.id(), () -> erased(asked.email())).orElseThrow(GuestRequests::badLink);
    }

    private List<ErasureReport> erased(String email) {
        List<ErasureReport> reports = new ArrayList<>();
        for (UUID order : orders.ofGuest(email)) {
            reports.add(erasures.order(order));
        }
        for (UUID checkout : orders.openCheckoutsOfGuest(email)) {
            reports.add(erasures.order(checkout));
        }
        orders.forgetGuestCheckouts(email);
        people.forgetLinks(email);
        return reports;
    }

    /** @throws Failure {@code notify.bad-link} */
    public Asked require(String token) {
        return read(token).orElseThrow(GuestRequests::badLink);
    }

    private void mail(String email, Kind kind) {
        if (orders.ofGuest(email).isEmpty()
                || people.links(email, clock.instant().minus(HOUR)) >= PER_HOUR) {
            return;
        }
        LinkRequest link = links.request(kind);
        String url = publicUrl + "/privacy/requests/confirm?token=" + link.id();
        queue.enqueue(
                Ids.next(),
                kind == Kind.EXPORT
                        ? PrivacyMailTemplates.export(email, url, link)
                        : PrivacyMailTemplates.erase(email, url, link));
    }

    private static Failure badLink() {
        return Failure.invalid("notify.bad-link", "This link is used, too old, or not whole; ask for a new one.");
    }
}
