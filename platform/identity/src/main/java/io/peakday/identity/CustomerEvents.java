package io.peakday.identity;

import io.peakday.events.EventType;
import io.peakday.events.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts that customers' accounts tell; topic {@code identity}, key: the customer's id, under whose key what is personal travels. */
public final class CustomerEvents {
    /** A customer registered; the link verifies the address. */
    public record CustomerRegistered(
            UUID customerId,
            String email,
            String name,
            String verificationLink,
            @Nullable UUID guestCartId) {}

    /** A customer asked for a new verification link, or for a change of address ({@code email} is the new one). */
    public record EmailVerificationRequested(UUID customerId, String email, String name, String verificationLink) {}

    /** A customer proved to own the address; what guests did under it may now be shown to this customer. */
    public record EmailVerified(UUID customerId, String email) {}

    /** A change of address was asked for; tell the old one at once, for the link stops it. */
    public record EmailChangeRequested(
            UUID customerId, String oldEmail, String newEmail, String name, String undoLink) {}

    /**
     * The address was changed; tell the old one.
     *
     * @param undoLink takes the account back; null in events from before there was one
     */
    public record EmailChanged(
            UUID customerId,
            String oldEmail,
            String newEmail,
            String name,
            @Nullable String undoLink) {}

    /** The owner of the former address took the account back; {@code undoneEmail} is not told. */
    public record EmailChangeUndone(UUID customerId, String undoneEmail, String email, String name) {}

    /** Somebody asked to reset the password; the link does it once. */
    public record PasswordResetRequested(UUID customerId, String email, String name, String resetLink) {}

    /** The password was changed or reset; tell the owner. */
    public record PasswordChanged(UUID customerId, String email, String name) {}

    /** A customer signed in; the guest's cart, if there was one, becomes theirs. */
    public record SignedIn(UUID customerId, @Nullable UUID guestCartId) {}

    /** The account was erased: whatever is personal under this id goes. */
    public record CustomerDeleted(UUID customerId) {}

    public static final EventType<CustomerRegistered> REGISTERED = new EventType<>(
                    "customer.registered", 1, "identity", CustomerRegistered.class)
            .sealing(Personal.email("email"), Personal.text("name"), Personal.text("verificationLink"));
    public static final EventType<EmailVerificationRequested> EMAIL_VERIFICATION_REQUESTED = new EventType<>(
                    "customer.email-verification-requested", 1, "identity", EmailVerificationRequested.class)
            .sealing(Personal.email("email"), Personal.text("name"), Personal.text("verificationLink"));
    public static final EventType<EmailVerified> EMAIL_VERIFIED = new EventType<>(
                    "customer.email-verified", 1, "identity", EmailVerified.class)
            .sealing(Personal.email("email"));
    public static final EventType<EmailChanged> EMAIL_CHANGED = new EventType<>(
                    "customer.email-changed", 1, "identity", EmailChanged.class)
            .sealing(
                    Personal.email("oldEmail"),
                    Personal.email("newEmail"),
                    Personal.text("name"),
                    Personal.text("undoLink"));
    public static final EventType<EmailChangeRequested> EMAIL_CHANGE_REQUESTED = new EventType<>(
                    "customer.email-change-requested", 1, "identity", EmailChangeRequested.class)
            .sealing(
                    Personal.email("oldEmail"),
                    Personal.email("newEmail"),
                    Personal.text("name"),
                    Personal.text("undoLink"));
    public static final EventType<EmailChangeUndone> EMAIL_CHANGE_UNDONE = new EventType<>(
                    "customer.email-change-undone", 1, "identity", EmailChangeUndone.class)
            .sealing(Personal.email("undoneEmail"), Personal.email("email"), Personal.text("name"));
    public static final EventType<PasswordResetRequested> PASSWORD_RESET_REQUESTED = new EventType<>(
                    "customer.password-reset-requested", 1, "identity", PasswordResetRequested.class)
            .sealing(Personal.email("email"), Personal.text("name"), Personal.text("resetLink"));
    public static final EventType<PasswordChanged> PASSWORD_CHANGED = new EventType<>(
                    "customer.password-changed", 1, "identity", PasswordChanged.class)
            .sealing(Personal.email("email"), Personal.text("name"));
    public static final EventType<SignedIn> SIGNED_IN =
            new EventType<>("customer.signed-in", 1, "identity", SignedIn.class);
    public static final EventType<CustomerDeleted> DELETED =
            new EventType<>("customer.deleted", 1, "identity", CustomerDeleted.class);

    private CustomerEvents() {}
}
