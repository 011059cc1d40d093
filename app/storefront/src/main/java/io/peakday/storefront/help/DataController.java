package io.peakday.storefront.help;

import io.peakday.kernel.Failure;
import io.peakday.notify.GuestRequests;
import io.peakday.storefront.help.HelpViews.DataConfirm;
import io.peakday.storefront.help.HelpViews.DataRequest;
import io.peakday.storefront.help.HelpViews.MessagePage;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Route;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Export and erasure for people who ordered without an account, by a link that is mailed to them. */
@RestController
public final class DataController {
    private final GuestRequests requests;
    private final PageLayouts layouts;
    private final Html html;

    public DataController(GuestRequests requests, PageLayouts layouts, Html html) {
        this.requests = requests;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/privacy/requests")
    ResponseEntity<byte[]> form() {
        return show(HttpStatus.OK, Form.EMPTY, false);
    }

    @Route(limit = "sign-in")
    @PostMapping("/privacy/requests")
    ResponseEntity<byte[]> ask(
            @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String kind) {
        Form form = Form.of(Map.of("email", email));
        try {
            requests.ask(email, kind.equals("erase") ? GuestRequests.Kind.ERASE : GuestRequests.Kind.EXPORT);
            return show(HttpStatus.OK, form, true);
        } catch (Failure failure) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, Sentences.put(form, failure), false);
        }
    }

    /** Changes nothing: what the link is for is done by the button on the page. */
    @GetMapping("/privacy/requests/confirm")
    ResponseEntity<byte[]> look(@RequestParam(defaultValue = "") String token) {
        return requests.read(token)
                .map(asked -> html.page(
                        "help/dataconfirm",
                        new DataConfirm(
                                layouts.personal("Your data"),
                                token,
                                asked.email(),
                                asked.kind() == GuestRequests.Kind.ERASE,
                                requests.orders(asked))))
                .orElseGet(() -> message(
                        HttpStatus.NOT_FOUND,
                        "nothing-found",
                        "This link does not work any more",
                        "It was used, is older than a day, or not whole. Ask for a new one."));
    }

    @PostMapping("/privacy/requests/export")
    ResponseEntity<Map<String, Object>> export(@RequestParam(defaultValue = "") String token) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"peakday-my-data.json\"")
                .body(requests.export(requests.require(token)));
    }

    @PostMapping("/privacy/requests/erase")
    ResponseEntity<byte[]> erase(@RequestParam(defaultValue = "") String token) {
        int orders = requests.erase(requests.require(token)).size();
        return message(
                HttpStatus.OK,
                "letter",
                "Your data is erased",
                orders == 0
                        ? "There was nothing left to erase."
                        : "What was personal in your orders is gone. An order under way keeps what its delivery needs and is"
                                + " erased when it has ended. Whom the invoice was written to is locked away for as long as"
                                + " the law asks sellers to keep it, and deleted then.");
    }

    private ResponseEntity<byte[]> show(HttpStatus status, Form form, boolean sent) {
        return html.page(status, "help/datarequest", new DataRequest(layouts.personal("Your data"), form, sent));
    }

    private ResponseEntity<byte[]> message(HttpStatus status, String shape, String title, String text) {
        return html.page(
                status,
                "help/message",
                new MessagePage(layouts.personal(title), shape, title, text, "Go on to the shop", "/"));
    }
}
