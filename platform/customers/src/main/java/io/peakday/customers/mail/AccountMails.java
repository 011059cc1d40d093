package io.peakday.customers.mail;

import io.peakday.access.StaffEvents;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.CustomerEvents.CustomerRegistered;
import io.peakday.customers.CustomerEvents.EmailChangeRequested;
import io.peakday.customers.CustomerEvents.EmailChangeUndone;
import io.peakday.customers.CustomerEvents.EmailChanged;
import io.peakday.customers.CustomerEvents.EmailVerificationRequested;
import io.peakday.customers.CustomerEvents.PasswordChanged;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.events.Subscription;
import io.peakday.mail.EventMails;

/** Which event of an account is reported by which mail. */
public final class AccountMails {
    private AccountMails() {}

    /** @param publicUrl where customers reach the store, without a slash at its end */
    public static EventMails of(String publicUrl) {
        AccountMailTemplates templates = new AccountMailTemplates(publicUrl);
        return EventMails.of(Subscription.durable("notify.account-mails").unordered())
                .on(CustomerEvents.REGISTERED, CustomerRegistered::customerId, templates::welcome)
                .on(
                        CustomerEvents.EMAIL_VERIFICATION_REQUESTED,
                        EmailVerificationRequested::customerId,
                        templates::verification)
                .on(CustomerEvents.PASSWORD_RESET_REQUESTED, PasswordResetRequested::customerId, templates::reset)
                .on(CustomerEvents.PASSWORD_CHANGED, PasswordChanged::customerId, templates::passwordChanged)
                .on(
                        CustomerEvents.EMAIL_CHANGE_REQUESTED,
                        EmailChangeRequested::customerId,
                        templates::emailChangeRequested)
                .on(CustomerEvents.EMAIL_CHANGED, EmailChanged::customerId, templates::emailChanged)
                .on(CustomerEvents.EMAIL_CHANGE_UNDONE, EmailChangeUndone::customerId, templates::emailChangeUndone)
                .on(StaffEvents.PASSWORD_RESET_REQUESTED, event -> null, templates::staffReset)
                .on(StaffEvents.PASSWORD_CHANGED, event -> null, templates::staffPasswordChanged)
                .on(StaffEvents.SECOND_FACTOR_CHANGED, event -> null, templates::staffSecondFactor);
    }
}
