package io.peakday.storefront.account;

import io.peakday.customers.Retained;
import io.peakday.kernel.Money;
import io.peakday.storefrontkit.Fragment;
import io.peakday.storefrontkit.Shell;
import io.peakday.ui.Form;
import io.peakday.ui.Link;
import io.peakday.ui.Picture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages behind {@code /account} and those that lead to it. */
public final class AccountViews {
    private AccountViews() {}

    /**
     * What all account pages share.
     *
     * @param here the part that is open: {@code overview}, {@code orders}, {@code addresses}, {@code profile}, {@code sessions}
     * @param message what was just done; null for nothing
     */
    public record Frame(
            Shell shell,
            String name,
            String email,
            boolean verified,
            String here,
            @Nullable String message) {}

    /** @param sections what other modules show */
    public record Overview(
            Frame frame, List<OrderRow> orders, @Nullable String address, List<Fragment> sections) {}

    /** @param next the address of older orders; null at the end */
    public record OrderList(
            Frame frame,
            List<OrderRow> orders,
            boolean first,
            @Nullable String next) {}

    public record OrderRow(
            String number,
            Instant placedAt,
            String status,
            String kind,
            int items,
            Money total,
            List<Picture> pictures) {}

    public record OrderPage(Frame frame, OrderView order) {}

    /** @param email proves that a guest may see the order */
    public record GuestOrder(Shell shell, OrderView order, String email) {}

    public record LookUp(Shell shell, Form form) {}

    /** @param email proves a guest's right; empty for a customer, who is signed in */
    public record ReturnPage(Shell shell, OrderView order, Form form, String returnId, String email) {}

    public record Addresses(Frame frame, List<AddressCard> addresses) {}

    public record AddressCard(String id, List<String> lines, boolean preferred) {}

    public record AddressForm(Frame frame, String id, boolean existing, Form form, List<Link> countries) {}

    /** @param kept what a deletion of the account would leave */
    public record Profile(Frame frame, Form form, String version, List<KeptRow> kept) {}

    /** @param kept what the deletion of the account has left */
    public record Erased(Shell shell, List<KeptRow> kept) {}

    /**
     * What is kept although its owner is erased.
     *
     * @param until the last day; null where it ends with something else
     */
    public record KeptRow(
            String what, String reason, @Nullable String until) {
        private static final int SHOWN = 20;

        static List<KeptRow> of(List<Retained> retained) {
            List<KeptRow> rows = new ArrayList<>();
            for (Retained one : retained.subList(0, Math.min(SHOWN, retained.size()))) {
                LocalDate until = one.until();
                rows.add(new KeptRow(one.what(), one.reason(), until == null ? null : until.toString()));
            }
            if (retained.size() > SHOWN) {
                rows.add(new KeptRow(
                        "And the like of " + (retained.size() - SHOWN) + " more orders", "For the same reason.", null));
            }
            return List.copyOf(rows);
        }
    }

    public record SessionList(Frame frame, List<SessionRow> sessions) {}

    public record SessionRow(
            String id, String device, String address, Instant since, String lastSeen, boolean current) {}

    /** @param next where to go after signing in, a path of this site */
    public record SignInPage(
            Shell shell, Form form, String next, @Nullable String message) {}

    public record RegisterPage(Shell shell, Form form, String next) {}

    /** @param sent whether the mail was asked for already */
    public record ForgotPage(Shell shell, Form form, boolean sent) {}

    public record ResetPage(Shell shell, Form form, String token) {}

    /**
     * @param email the address that is confirmed
     * @param change whether it is to take the place of the account's present one
     * @param mine whether the account of the link is signed in here
     * @param another whether another account is
     */
    public record VerifyPage(
            Shell shell, Form form, String token, String email, boolean change, boolean mine, boolean another) {}

    /** @param email the address that the account gets back */
    public record UndoPage(Shell shell, Form form, String token, String email) {}
}
