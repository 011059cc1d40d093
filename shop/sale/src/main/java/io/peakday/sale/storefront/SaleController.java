package io.peakday.sale.storefront;

import io.peakday.identity.CurrentActor;
import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import io.peakday.sale.ClaimOutcome;
import io.peakday.sale.FlashSales;
import io.peakday.sale.Holding;
import io.peakday.sale.SaleNow;
import io.peakday.sale.storefront.SaleView.Outcome;
import io.peakday.ui.Html;
import io.peakday.waiting.Challenge;
import io.peakday.waiting.JoinOutcome;
import io.peakday.waiting.Solution;
import io.peakday.waiting.WaitingRooms;
import io.peakday.web.Priority;
import io.peakday.web.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What one customer does in a sale, with a form and links alone. With a script the page of the sale asks the API instead and
 * stays where it is.
 */
@RestController
@RequestMapping("/sales/{id}")
@Route(priority = Priority.RUSH)
final class SaleController {
    private static final Set<String> NOTICES = Set.of(
            "sold-out", "not-open", "limit-reached", "busy", "waiting", "challenge", "access-required", "released");

    private final FlashSales sales;
    private final WaitingRooms rooms;
    private final SalePages pages;
    private final InstantSource clock;
    private final Html html;

    SaleController(FlashSales sales, WaitingRooms rooms, SalePages pages, InstantSource clock, Html html) {
        this.sales = sales;
        this.rooms = rooms;
        this.pages = pages;
        this.clock = clock;
        this.html = html;
    }

    /** A {@link Holding} under the names that the page's script reads. */
    record Mine(int held, @Nullable Instant holdUntil, int bought, int lapsed) {
        static Mine of(Holding holding) {
            return new Mine(holding.held(), holding.holdUntil(), holding.bought(), holding.expired());
        }
    }

    /** What the signed-in customer has in the sale; nothing for a guest. */
    @GetMapping("/mine.json")
    ResponseEntity<Mine> mine(@PathVariable UUID id) {
        Holding mine = CurrentActor.customerId()
                .map(customer -> sales.holding(id, customer))
                .orElse(Holding.NONE);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Mine.of(mine));
    }

    @Route(limit = "claim")
    @PostMapping("/claim")
    ResponseEntity<byte[]> claim(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int quantity,
            @RequestParam(required = false) @Nullable String code) {
        Optional<UUID> customer = CurrentActor.customerId();
        if (customer.isEmpty()) {
            return signIn("/sales/" + id);
        }
        String notice;
        try {
            notice = switch (sales.claim(id, customer.get(), quantity, code)) {
                case ClaimOutcome.Claimed now -> "";
                case ClaimOutcome.AlreadyClaimed before -> "?outcome=already-claimed";
                case ClaimOutcome.SoldOut none -> "?outcome=sold-out";
                case ClaimOutcome.NotOpen not -> "?outcome=not-open";
                case ClaimOutcome.AccessRequired wrong -> "?outcome=access-required";
                case ClaimOutcome.LimitReached limit -> "?outcome=limit-reached";
                case ClaimOutcome.Waiting line ->
                    "?outcome=waiting" + (line.position() == null ? "" : "&before=" + line.position());
                case ClaimOutcome.ChallengeRequired challenge -> "?outcome=challenge";
            };
        } catch (Failure failure) {
            if (failure.fault() != Fault.TOO_MANY) {
                throw failure;
            }
            notice = "?outcome=busy";
        }
        return Html.see("/sales/" + id + "/claim" + notice);
    }

    @PostMapping("/give-back")
    ResponseEntity<byte[]> release(@PathVariable UUID id) {
        Optional<UUID> customer = CurrentActor.customerId();
        if (customer.isEmpty()) {
            return signIn("/sales/" + id + "/claim");
        }
        return Html.see("/sales/" + id + "/claim" + (sales.release(id, customer.get()) ? "?outcome=released" : ""));
    }

    /** Takes a place in line with a challenge that was waited for; those who run scripts solve it instead. */
    @Route(limit = "claim")
    @PostMapping("/join")
    ResponseEntity<byte[]> join(
            @PathVariable UUID id,
            @RequestParam String challenge,
            @RequestParam(required = false) @Nullable String code) {
        Optional<UUID> customer = CurrentActor.customerId();
        if (customer.isEmpty()) {
            return signIn("/sales/" + id);
        }
        UUID room = require(id).sale().groupId();
        String notice = switch (rooms.join(room, customer.get(), new Solution(challenge, null), code)) {
            case JoinOutcome.Joined now -> "waiting";
            case JoinOutcome.AlreadyIn before -> "waiting";
            case JoinOutcome.AccessRequired wrong -> "access-required";
            default -> "challenge";
        };
        return Html.see("/sales/" + id + "/claim?outcome=" + notice);
    }

    /**
     * @param notice what the claim was answered just now; what the customer has goes before it
     * @param before with {@code waiting}: how many customers are before
     */
    @GetMapping("/claim")
    ResponseEntity<byte[]> show(
            @PathVariable UUID id,
            @RequestParam(name = "outcome", required = false) @Nullable String notice,
            @RequestParam(defaultValue = "-1") int before) {
        Optional<UUID> customer = CurrentActor.customerId();
        if (customer.isEmpty()) {
            return signIn("/sales/" + id + "/claim");
        }
        SaleNow sale = require(id);
        Outcome outcome = outcome(sales.holding(id, customer.get()), notice == null ? "" : notice);
        if (outcome.kind().equals("waiting")) {
            outcome = new Outcome("waiting", before, null);
        } else if (outcome.kind().equals("challenge")) {
            Challenge challenge = rooms.challenge(sale.sale().groupId(), customer.get());
            outcome = new Outcome("challenge", 0, pages.moment(challenge.slowFrom()), challenge.text());
        }
        return html.page("sale/claim", pages.claim(sale, outcome, clock.instant()));
    }

    private SaleNow require(UUID id) {
        return sales.now(id).orElseThrow(FlashSales::notFound);
    }

    private Outcome outcome(Holding mine, String notice) {
        Instant until = mine.holdUntil();
        if (until != null && mine.held() > 0) {
            String kind = notice.equals("already-claimed") ? notice : "claimed";
            return new Outcome(kind, mine.held(), pages.moment(until));
        }
        if (NOTICES.contains(notice)) {
            return Outcome.of(notice);
        }
        if (mine.bought() > 0) {
            return new Outcome("bought", mine.bought(), null);
        }
        return mine.expired() > 0 ? new Outcome("expired", mine.expired(), null) : Outcome.of("none");
    }

    private static ResponseEntity<byte[]> signIn(String back) {
        return Html.see("/sign-in?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }
}
