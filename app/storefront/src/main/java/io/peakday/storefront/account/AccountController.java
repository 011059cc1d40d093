package io.peakday.storefront.account;

import io.peakday.customers.CustomerAddress;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.SessionView;
import io.peakday.identity.Sessions;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.Orders;
import io.peakday.storefront.account.AccountViews.OrderList;
import io.peakday.storefront.account.AccountViews.Overview;
import io.peakday.storefront.account.AccountViews.SessionList;
import io.peakday.storefront.account.AccountViews.SessionRow;
import io.peakday.storefrontkit.AccountSections;
import io.peakday.ui.Formats;
import io.peakday.ui.Html;
import io.peakday.web.Crawl;
import io.peakday.web.Page;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A customer's overview, orders and devices. */
@RestController
@Route(priority = Priority.INTERACTIVE, crawl = Crawl.REFUSED)
public final class AccountController {
    private static final int RECENT = 3;
    private static final int PAGE = 10;

    private final Customers customers;
    private final Sessions sessions;
    private final Orders orders;
    private final AccountSections sections;
    private final AccountFrames frames;
    private final InstantSource clock;
    private final Html html;

    public AccountController(
            Customers customers,
            Sessions sessions,
            Orders orders,
            AccountSections sections,
            AccountFrames frames,
            InstantSource clock,
            Html html) {
        this.customers = customers;
        this.sessions = sessions;
        this.orders = orders;
        this.sections = sections;
        this.frames = frames;
        this.clock = clock;
        this.html = html;
    }

    @GetMapping("/account")
    ResponseEntity<byte[]> overview(@RequestParam(required = false) @Nullable String note) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Page<OrderSummary> recent = orders.list(OrderFilter.ofCustomer(me.id()), null, RECENT);
        String address = customers.addresses(me.id()).stream()
                .min((a, b) -> Boolean.compare(b.preferred(), a.preferred()))
                .map(AccountController::oneLine)
                .orElse(null);
        return html.page(
                "account/overview",
                new Overview(
                        frames.of(me, "Your account", "overview", note),
                        recent.items().stream().map(OrderViews::row).toList(),
                        address,
                        sections.draw(me.id())));
    }

    @GetMapping("/account/orders")
    ResponseEntity<byte[]> orders(@RequestParam(required = false) @Nullable String after) {
        Actor.Customer me = CurrentActor.requireCustomer();
        Page<OrderSummary> page = orders.list(OrderFilter.ofCustomer(me.id()), after, PAGE);
        String next = page.next();
        return html.page(
                "account/orders",
                new OrderList(
                        frames.of(me, "Your orders", "orders", null),
                        page.items().stream().map(OrderViews::row).toList(),
                        after == null,
                        next == null
                                ? null
                                : "/account/orders?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }

    @GetMapping("/account/sessions")
    ResponseEntity<byte[]> sessions(@RequestParam(required = false) @Nullable String note) {
        Actor.Customer me = CurrentActor.requireCustomer();
        return html.page(
                "account/sessions",
                new SessionList(
                        frames.of(me, "Devices", "sessions", note),
                        sessions.list(me.id()).stream()
                                .map(session -> row(session, me))
                                .toList()));
    }

    @PostMapping("/account/sessions/{id}/end")
    ResponseEntity<byte[]> end(@PathVariable UUID id) {
        sessions.end(CurrentActor.requireCustomer().id(), id);
        return Html.see("/account/sessions?note=ended");
    }

    @PostMapping("/account/sessions/end-others")
    ResponseEntity<byte[]> endOthers() {
        Actor.Customer me = CurrentActor.requireCustomer();
        sessions.endOthers(me.id(), me.sessionId());
        return Html.see("/account/sessions?note=ended");
    }

    @PostMapping("/account/verification")
    ResponseEntity<byte[]> verification() {
        customers.requestVerification(CurrentActor.requireCustomer().id());
        return Html.see("/account?note=mail");
    }

    private SessionRow row(SessionView session, Actor.Customer me) {
        return new SessionRow(
                session.id().toString(),
                session.device(),
                session.address(),
                session.createdAt(),
                Formats.ago(session.lastSeenAt(), clock.instant()),
                session.id().equals(me.sessionId()));
    }

    private static String oneLine(CustomerAddress address) {
        return address.recipient() + ", " + address.line1() + ", " + address.postcode() + " " + address.city();
    }
}
