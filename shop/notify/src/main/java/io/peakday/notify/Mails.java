package io.peakday.notify;

import io.peakday.events.Received;
import io.peakday.events.Subscription;
import io.peakday.identity.CustomerEvents;
import io.peakday.identity.CustomerEvents.CustomerRegistered;
import io.peakday.identity.CustomerEvents.EmailChangeRequested;
import io.peakday.identity.CustomerEvents.EmailChangeUndone;
import io.peakday.identity.CustomerEvents.EmailChanged;
import io.peakday.identity.CustomerEvents.EmailVerificationRequested;
import io.peakday.identity.CustomerEvents.PasswordChanged;
import io.peakday.identity.CustomerEvents.PasswordResetRequested;
import io.peakday.identity.StaffEvents;
import io.peakday.mail.Letter;
import io.peakday.mail.MailPeople;
import io.peakday.mail.MailQueue;
import io.peakday.notify.letter.AccountMailTemplates;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which event is told by which mail. The subscriptions that write mails are unordered: every mail stands alone, and one
 * that cannot be written must not hold back the next. A third one follows whose they are.
 */
final class Mails {
    private final MailQueue queue;
    private final MailPeople people;
    private final AccountMailTemplates accounts;

    Mails(MailQueue queue, MailPeople people, String publicUrl) {
        this.queue = queue;
        this.people = people;
        this.accounts = new AccountMailTemplates(publicUrl);
    }

    Subscription aboutAccounts() {
        return Subscription.durable("notify.account-mails")
                .unordered()
                .on(CustomerEvents.REGISTERED, write(CustomerRegistered::customerId, accounts::welcome))
                .on(
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        write(EmailVerificationRequested::customerId, accounts::verification))
                .on(CustomerEvents.PASSWORD_RESET_REQUESTED, write(PasswordResetRequested::customerId, accounts::reset))
                .on(CustomerEvents.PASSWORD_CHANGED, write(PasswordChanged::customerId, accounts::passwordChanged))
                .on(
                        CustomerEvents.EMAIL_CHANGE_REQUESTED,
                        write(EmailChangeRequested::customerId, accounts::emailChangeRequested))
                .on(CustomerEvents.EMAIL_CHANGED, write(EmailChanged::customerId, accounts::emailChanged))
                .on(
                        CustomerEvents.EMAIL_CHANGE_UNDONE,
                        write(EmailChangeUndone::customerId, accounts::emailChangeUndone))
                .on(StaffEvents.PASSWORD_RESET_REQUESTED, write(event -> null, accounts::staffReset))
                .on(StaffEvents.PASSWORD_CHANGED, write(event -> null, accounts::staffPasswordChanged))
                .on(StaffEvents.SECOND_FACTOR_CHANGED, write(event -> null, accounts::staffSecondFactor));
    }

    /** Ordered: what was a guest's is the customer's before it is forgotten. */
    Subscription aboutPeople() {
        return Subscription.durable("notify.people")
                .on(
                        CustomerEvents.EMAIL_VERIFIED,
                        received -> people.claim(
                                received.payload().customerId(),
                                received.payload().email()))
                .on(
                        CustomerEvents.DELETED,
                        received -> people.forget(received.payload().customerId()));
    }

    private <T> Consumer<Received<T>> write(Function<T, @Nullable UUID> customer, Function<T, Letter> letter) {
        return received -> queue.enqueue(
                received.envelope().id(), customer.apply(received.payload()), letter.apply(received.payload()));
    }
}
