package io.peakday.notify;

import io.peakday.customers.ErasureReport;
import io.peakday.kernel.Failure;
import io.peakday.web.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Export and erasure for people without an account, by a link that is mailed to the address of their orders. */
@RestController
@RequestMapping("/api/v1/privacy/requests")
class GuestRequestsApi {
    /** What is asked for, under which address. */
    record RequestForm(@Nullable String email, GuestRequests.@Nullable Kind kind) {}

    /** The token of the link. */
    record TokenForm(@Nullable String token) {}

    private final GuestRequests requests;

    GuestRequestsApi(GuestRequests requests) {
        this.requests = requests;
    }

    /** Answers the same whether there are such orders or not. */
    @Route(limit = "sign-in")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void ask(@RequestBody RequestForm form) {
        GuestRequests.Kind kind = form.kind();
        if (kind == null) {
            throw Failure.invalid("notify.bad-request", "kind must be EXPORT or ERASE.");
        }
        requests.ask(form.email() == null ? "" : form.email(), kind);
    }

    @PostMapping("/export")
    Map<String, Object> export(@RequestBody TokenForm form) {
        return requests.export(requests.require(form.token() == null ? "" : form.token()));
    }

    @PostMapping("/erase")
    List<ErasureReport> erase(@RequestBody TokenForm form) {
        return requests.erase(requests.require(form.token() == null ? "" : form.token()));
    }
}
