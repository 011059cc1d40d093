package io.peakday.storefront.account;

import io.peakday.customers.CustomerView;
import io.peakday.customers.Customers;
import io.peakday.customers.ErasureReport;
import io.peakday.customers.PersonalExport;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.SessionCookies;
import io.peakday.kernel.Failure;
import io.peakday.storefront.account.AccountViews.Erased;
import io.peakday.storefront.account.AccountViews.KeptRow;
import io.peakday.storefront.account.AccountViews.Profile;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.Sentences;
import io.peakday.ui.Form;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A customer's name, address, password and data. */
@RestController
@Route(priority = Priority.INTERACTIVE, crawl = Crawl.REFUSED)
public final class ProfileController {
    private static final String WRONG = "This is not your password.";

    private final Customers customers;
    private final PersonalExport export;
    private final AccountFrames frames;
    private final PageLayouts layouts;
    private final Html html;

    public ProfileController(
            Customers customers, PersonalExport export, AccountFrames frames, PageLayouts layouts, Html html) {
        this.customers = customers;
        this.export = export;
        this.frames = frames;
        this.layouts = layouts;
        this.html = html;
    }

    @GetMapping("/account/profile")
    ResponseEntity<byte[]> profile(@RequestParam(required = false) @Nullable String note) {
        Actor.Customer me = CurrentActor.requireCustomer();
        return show(HttpStatus.OK, me, Form.of(Map.of("name", me.name())), note);
    }

    @PostMapping("/account/profile/name")
    ResponseEntity<byte[]> rename(@RequestParam(defaultValue = "") String name, @RequestParam long version) {
        return change(
                Map.of("name", name),
                () -> {
                    customers.rename(CurrentActor.requireCustomer().id(), version, name);
                    return true;
                },
                "name",
                "saved",
                Map.of());
    }

    @Route(limit = "sign-in")
    @PostMapping("/account/profile/email")
    ResponseEntity<byte[]> email(
            @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String emailPassword) {
        Actor.Customer me = CurrentActor.requireCustomer();
        return change(
                Map.of("email", email),
                () -> customers.requestEmailChange(me.id(), me.sessionId(), emailPassword, email),
                "emailPassword",
                "mail",
                Map.of());
    }

    @Route(limit = "sign-in")
    @PostMapping("/account/profile/password")
    ResponseEntity<byte[]> password(
            @RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "") String password) {
        Actor.Customer me = CurrentActor.requireCustomer();
        return change(
                Map.of(),
                () -> customers.changePassword(me.id(), current, password, me.sessionId()),
                "current",
                "password",
                Map.of("replacement", "password", "newPassword", "password"));
    }

    @Route(limit = "sign-in")
    @PostMapping("/account/delete")
    ResponseEntity<byte[]> delete(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String deletePassword) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Optional<ErasureReport> erased;
        try {
            erased = customers.deleted(me.id(), me.sessionId(), deletePassword);
        } catch (Failure failure) {
            Form form = Form.of(Map.of("name", me.name())).problem(failure.detail());
            ResponseEntity<byte[]> page = show(HttpStatus.TOO_MANY_REQUESTS, me, form, null);
            return failure.retryAfter().map(wait -> Html.retryAfter(wait, page)).orElse(page);
        }
        if (erased.isEmpty()) {
            Form form = Form.of(Map.of("name", me.name())).error("deletePassword", WRONG);
            return show(
                    HttpStatus.UNPROCESSABLE_CONTENT, me, form.problem("Your account was not deleted. " + WRONG), null);
        }
        SessionCookies.clearCustomer(request, response);
        return html.page(
                "account/erased",
                new Erased(
                        layouts.personal("Your account is deleted"),
                        KeptRow.of(erased.get().retained())));
    }

    /** Everything every module keeps about the customer, as JSON, written as it is read. */
    @GetMapping("/account/export")
    ResponseEntity<Map<String, Object>> export() {
        Map<String, Object> data = export.of(CurrentActor.requireCustomer().id());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"peakday-my-data.json\"")
                .body(data);
    }

    private ResponseEntity<byte[]> change(
            Map<String, String> values,
            BooleanSupplier work,
            String passwordField,
            String note,
            Map<String, String> names) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Form form = Form.of(values);
        if (!values.containsKey("name")) {
            form = form.put("name", me.name());
        }
        try {
            if (work.getAsBoolean()) {
                return Html.see("/account/profile?note=" + note);
            }
            form = form.error(passwordField, WRONG);
        } catch (Failure failure) {
            form = Sentences.put(form, failure, "", names);
        }
        return show(HttpStatus.UNPROCESSABLE_CONTENT, me, form, null);
    }

    private ResponseEntity<byte[]> show(HttpStatus status, Actor.Customer me, Form form, @Nullable String note) {
        long version = customers.find(me.id()).map(CustomerView::version).orElse(0L);
        return html.page(
                status,
                "account/profile",
                new Profile(
                        frames.of(me, "Profile", "profile", note),
                        form,
                        Long.toString(version),
                        KeptRow.of(customers.retained(me.id()))));
    }
}
