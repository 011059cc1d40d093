package io.peakday.customers;

import io.peakday.events.EventType;
import io.peakday.events.Personal;
import io.peakday.identity.LinkTokens;
import io.peakday.mail.LinkRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of customers' accounts; topic {@code identity}, key: the customer's id, under whose key what is personal travels. No
 * token and no link is in them: whoever sends the mail derives them ({@link LinkTokens}).
 */
public final class CustomerEvents {
    /**
     * A customer registered.
     *
     * @param verificationLink of the version before, whose events hold links; null since
     * @param link that verifies the address; null in events of the version before
     */
    public record CustomerRegistered(
            UUID customerId,
            String email,
            String name,
            @Nullable String verificationLink,
            @Nullable UUID guestCartId,
            @Nullable LinkRequest link) {
        public CustomerRegistered(
                UUID customerId, String email, String name, @Nullable UUID guestCartId, LinkRequest link) {
            this(customerId, email, name, null, guestCartId, link);
        }
    }

    /**
     * A customer asked for a new verification link, or for a change of address ({@code email} is the new one).
     *
     * @param verificationLink of the version before; null since
     * @param link that proves the address; null in events of the version before
     */
    public record EmailVerificationRequested(
            UUID customerId,
            String email,
            String name,
            @Nullable String verificationLink,
            @Nullable LinkRequest link) {
        public EmailVerificationRequested(UUID customerId, String email, String name, LinkRequest link) {
            this(customerId, email, name, null, link);
        }
    }

    /** A customer proved to own the address; what guests did under it may now be shown to this customer. */
    public record EmailVerified(UUID customerId, String email) {}

    /**
     * A change of address was asked for; notify the old one at once, for the link stops it.
     *
     * @param undoLink of the version before; null since
     * @param link that stops it; null in events of the version before
     */
    public record EmailChangeRequested(
            UUID customerId,
            String oldEmail,
            String newEmail,
            String name,
            @Nullable String undoLink,
            @Nullable LinkRequest link) {
        public EmailChangeRequested(UUID customerId, String oldEmail, String newEmail, String name, LinkRequest link) {
            this(customerId, oldEmail, newEmail, name, null, link);
        }
    }

    /**
     * The address was changed; notify the old one.
     *
     * @param undoLink of the versions before, the oldest of which had none; null since
     * @param link that takes the account back; null in events of the versions before
     */
    public record EmailChanged(
            UUID customerId,
            String oldEmail,
            String newEmail,
            String name,
            @Nullable String undoLink,
            @Nullable LinkRequest link) {
        public EmailChanged(UUID customerId, String oldEmail, String newEmail, String name, LinkRequest link) {
            this(customerId, oldEmail, newEmail, name, null, link);
        }
    }

    /** The owner of the former address took the account back; {@code undoneEmail} is not notified. */
    public record EmailChangeUndone(UUID customerId, String undoneEmail, String email, String name) {}

    /**
     * Somebody asked to reset the password; the link does it once.
     *
     * @param resetLink of the version before; null since
     * @param link null in events of the version before
     */
    public record PasswordResetRequested(
            UUID customerId,
            String email,
            String name,
            @Nullable String resetLink,
            @Nullable LinkRequest link) {
        public PasswordResetRequested(UUID customerId, String email, String name, LinkRequest link) {
            this(customerId, email, name, null, link);
        }
    }

    /** The password was changed or reset; notify the owner. */
    public record PasswordChanged(UUID customerId, String email, String name) {}

    /** A customer signed in; the guest's cart, if there was one, becomes theirs. */
    public record SignedIn(UUID customerId, @Nullable UUID guestCartId) {}

    /** The account was erased: whatever is personal under this id goes. */
    public record CustomerDeleted(UUID customerId) {}

    public static final EventType<CustomerRegistered> REGISTERED = new EventType<>(
                    "customer.registered", 2, "identity", CustomerRegistered.class)
            .sealing(Personal.email("email"), Personal.text("name"), Personal.text("verificationLink"));
    public static final EventType<EmailVerificationRequested> EMAIL_VERIFICATION_REQUESTED = new EventType<>(
                    "customer.email-verification-requested", 2, "identity", EmailVerificationRequested.class)
            .sealing(Personal.email("email"), Personal.text("name"), Personal.text("verificationLink"));
    public static final EventType<EmailVerified> EMAIL_VERIFIED = new EventType<>(
                    "customer.email-verified", 1, "identity", EmailVerified.class)
            .sealing(Personal.email("email"));
    public static final EventType<EmailChanged> EMAIL_CHANGED = new EventType<>(
                    "customer.email-changed", 2, "identity", EmailChanged.class)
            .sealing(
                    Personal.email("oldEmail"),
                    Personal.email("newEmail"),
                    Personal.text("name"),
                    Personal.text("undoLink"));
    public static final EventType<EmailChangeRequested> EMAIL_CHANGE_REQUESTED = new EventType<>(
                    "customer.email-change-requested", 2, "identity", EmailChangeRequested.class)
            .sealing(
                    Personal.email("oldEmail"),
                    Personal.email("newEmail"),
                    Personal.text("name"),
                    Personal.text("undoLink"));
    public static final EventType<EmailChangeUndone> EMAIL_CHANGE_UNDONE = new EventType<>(
                    "customer.email-change-undone", 1, "identity", EmailChangeUndone.class)
            .sealing(Personal.email("undoneEmail"), Personal.email("email"), Personal.text("name"));
    public static final EventType<PasswordResetRequested> PASSWORD_RESET_REQUESTED = new EventType<>(
                    "customer.password-reset-requested", 2, "identity", PasswordResetRequested.class)
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
