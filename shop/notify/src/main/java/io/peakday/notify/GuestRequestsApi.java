package io.peakday.notify;

import io.peakday.customers.ErasureReport;
import io.peakday.kernel.Failure;
import io.peakday.web.Route;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Export and erasure of their data for people without an account, by a link that is mailed to the address of their orders. Customers do it
 * with their account.
 */
@RestController
@Tag(name = "Privacy requests of guests")
@RequestMapping("/api/v1/privacy/requests")
class GuestRequestsApi {
    /**
     * What is asked for, under which address.
     *
     * @param email the e-mail address of the orders; required
     * @param kind what is asked for; required
     */
    record RequestForm(@Nullable String email, GuestRequests.@Nullable Kind kind) {}

    /**
     * The token of a mailed link.
     *
     * @param token as it stands in the link; required
     */
    record TokenForm(@Nullable String token) {}

    private final GuestRequests requests;

    GuestRequestsApi(GuestRequests requests) {
        this.requests = requests;
    }

    /**
     * Asks for a link to export or erase the data of a guest's orders.
     *
     * <p>The link is mailed to that address if a guest ordered under it, up to three times an hour; the answer is 202 and the same, whether
     * there are such orders or not. The link counts for a day.
     *
     * @param form what is asked for
     * @throws Failure {@code notify.bad-request} (400) if it is missing what is asked for
     * @throws Failure {@code notify.bad-email} (400) if the e-mail address is none
     * @throws Failure {@code notify.busy} (503) if too many ask at this moment; nothing was sent
     */
    @Route(limit = "sign-in")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestGuestDataLink(@RequestBody RequestForm form) {
        GuestRequests.Kind kind = form.kind();
        if (kind == null) {
            throw Failure.invalid("notify.bad-request", "kind must be EXPORT or ERASE.");
        }
        requests.ask(form.email() == null ? "" : form.email(), kind);
    }

    /**
     * Exports the data of a guest's orders.
     *
     * <p>A link of either kind can be used, to export while it counts and as often as is wanted; one that erases only until it has erased.
     * No {@code Idempotency-Key} is needed.
     *
     * @param form the token of the link
     * @return the data: {@code email} is the address, {@code orders} what is kept of each of its orders
     * @throws Failure {@code notify.bad-link} (400) if the link is used, too old, or not whole
     */
    @PostMapping("/export")
    Map<String, Object> exportGuestData(@RequestBody TokenForm form) {
        return requests.export(requests.require(form.token() == null ? "" : form.token()));
    }

    /**
     * Erases what is personal of a guest's orders.
     *
     * <p>It counts once: after it the link is used up, so that it does not erase what is ordered later. Of an order under way it is erased
     * when that has ended.
     *
     * @param form the token of a link that was asked for to erase
     * @return for each order, and each checkout under way, what was erased and what is kept all the same; empty if there are none
     * @throws Failure {@code notify.bad-link} (400) if the link is used, too old, not whole, or one to export
     */
    @PostMapping("/erase")
    List<ErasureReport> eraseGuestData(@RequestBody TokenForm form) {
        return requests.erase(requests.require(form.token() == null ? "" : form.token()));
    }
}
