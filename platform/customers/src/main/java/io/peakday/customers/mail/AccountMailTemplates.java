package io.peakday.customers.mail;

import io.peakday.access.StaffEvents.StaffPasswordChanged;
import io.peakday.access.StaffEvents.StaffPasswordResetRequested;
import io.peakday.access.StaffEvents.StaffSecondFactorChanged;
import io.peakday.customers.CustomerEvents.CustomerRegistered;
import io.peakday.customers.CustomerEvents.EmailChangeRequested;
import io.peakday.customers.CustomerEvents.EmailChangeUndone;
import io.peakday.customers.CustomerEvents.EmailChanged;
import io.peakday.customers.CustomerEvents.EmailVerificationRequested;
import io.peakday.customers.CustomerEvents.PasswordChanged;
import io.peakday.customers.CustomerEvents.PasswordResetRequested;
import io.peakday.mail.Block;
import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Paragraph;
import io.peakday.mail.Content;
import io.peakday.mail.LinkRequest;
import io.peakday.mail.MailMessage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mails about an account. */
final class AccountMailTemplates {
    private static final String REASON = "You get this mail because of an account with this address at Peakday.";
    private static final String IGNORE =
            "If this was not you, you can ignore this mail: nothing happens without the link.";

    private final String publicUrl;

    /** @param publicUrl where customers reach the store, without a slash at its end */
    AccountMailTemplates(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    MailMessage welcome(CustomerRegistered registered) {
        return content(
                        "Welcome to Peakday",
                        "Welcome, " + registered.name(),
                        "Please confirm your e-mail address.",
                        new Paragraph("Your account is ready. Please confirm that this address is yours, so that we can"
                                + " reach you about your orders."),
                        new Button(
                                "Confirm your address",
                                url(registered.verificationLink(), "/verify", registered.link())),
                        new Aside(IGNORE))
                .to(registered.email(), "account-welcome", registered.link());
    }

    MailMessage verification(EmailVerificationRequested requested) {
        return content(
                        "Please confirm your e-mail address",
                        "Is this your address?",
                        "One click, and we know it is yours.",
                        new Paragraph("Hello " + requested.name() + ", please confirm that this address is yours."),
                        new Button(
                                "Confirm your address", url(requested.verificationLink(), "/verify", requested.link())),
                        new Aside(IGNORE))
                .to(requested.email(), "account-verification", requested.link());
    }

    MailMessage reset(PasswordResetRequested requested) {
        return content(
                        "Choose a new password",
                        "Choose a new password",
                        "The link works once and not for long.",
                        new Paragraph("Hello " + requested.name()
                                + ", somebody, most likely you, asked for a new password for this account. The link works"
                                + " once and not for long."),
                        new Button("Choose a new password", url(requested.resetLink(), "/reset", requested.link())),
                        new Aside("If this was not you, you can ignore this mail: your password stays as it is."))
                .to(requested.email(), "account-reset", requested.link());
    }

    MailMessage passwordChanged(PasswordChanged changed) {
        return content(
                        "Your password was changed",
                        "Your password was changed",
                        "If this was you, there is nothing to do.",
                        new Paragraph("Hello " + changed.name()
                                + ", the password of your account has just been changed. If this was you, there is nothing"
                                + " to do. If it was not, choose a new one now; that also ends all sessions."),
                        new Button("It was not me", publicUrl + "/forgot-password"))
                .to(changed.email(), "account-password-changed");
    }

    MailMessage emailChangeRequested(EmailChangeRequested requested) {
        return content(
                        "Your e-mail address is about to change",
                        "A new address for your account?",
                        "If this was you, there is nothing to do.",
                        new Paragraph("Hello " + requested.name()
                                + ", somebody who knows your password asked that we write to "
                                + masked(requested.newEmail())
                                + " from now on. It counts once it is confirmed there."),
                        new Paragraph(
                                "If this was not you, stop it here. You choose a new password, and everybody who is"
                                        + " signed in to your account is signed out."),
                        new Button("Stop this", url(requested.undoLink(), "/undo", requested.link())))
                .to(requested.oldEmail(), "account-email-change-requested", requested.link());
    }

    MailMessage emailChanged(EmailChanged changed) {
        String undo = changed.link() == null ? changed.undoLink() : url(null, "/undo", changed.link());
        return content(
                        "Your e-mail address was changed",
                        "Your address was changed",
                        "If this was you, there is nothing to do.",
                        new Paragraph("Hello " + changed.name() + ", from now on we write to "
                                + masked(changed.newEmail()) + "."),
                        new Paragraph(
                                undo == null
                                        ? "If this was not you, please contact us at once."
                                        : "If this was not you, take your account back here. The link works for days, whatever"
                                                + " else was changed meanwhile; you choose a new password, and everybody who"
                                                + " is signed in is signed out."),
                        undo == null
                                ? new Button("Go to the store", publicUrl + "/")
                                : new Button("Take my account back", undo))
                .to(changed.oldEmail(), "account-email-changed", changed.link());
    }

    MailMessage emailChangeUndone(EmailChangeUndone undone) {
        return content(
                        "Your account is yours again",
                        "Your account is yours again",
                        "The address is back, and everybody was signed out.",
                        new Paragraph("Hello " + undone.name()
                                + ", your account has its former address again and the password that you have chosen now."
                                + " Everybody who was signed in was signed out. Please look whether addresses and orders are"
                                + " as you know them."),
                        new Button("Look at my account", publicUrl + "/account"))
                .to(undone.email(), "account-email-change-undone");
    }

    MailMessage staffReset(StaffPasswordResetRequested requested) {
        return content(
                        "Choose a new password for the console",
                        "Choose a new password",
                        "The link works once and not for long.",
                        new Paragraph("Hello " + requested.name()
                                + ", somebody, most likely you, asked for a new password for the console. The link works once"
                                + " and not for long."),
                        new Button(
                                "Choose a new password",
                                url(requested.resetLink(), "/console/reset", requested.link())),
                        new Aside("If this was not you, you can ignore this mail: your password stays as it is."))
                .to(requested.email(), "account-staff-reset", requested.link());
    }

    MailMessage staffPasswordChanged(StaffPasswordChanged changed) {
        return content(
                        "Your password for the console was changed",
                        "Your password was changed",
                        "If this was you, there is nothing to do.",
                        new Paragraph("Hello " + changed.name()
                                + ", your password for the console has just been changed. If this was you, there is nothing to"
                                + " do. If it was not, choose a new one now; that also ends all sessions."),
                        new Button("It was not me", publicUrl + "/console/forgot"))
                .to(changed.email(), "account-staff-password-changed");
    }

    MailMessage staffSecondFactor(StaffSecondFactorChanged changed) {
        String what = switch (changed.change()) {
            case APP_ADDED -> "An authenticator app was set up";
            case APP_REMOVED -> "Your authenticator app was removed";
            case PASSKEY_ADDED -> "A passkey was added";
            case PASSKEY_REMOVED -> "A passkey was removed";
            case CODES_RENEWED -> "You have new recovery codes";
            case RECOVERY_CODE_USED -> "A recovery code was used";
            case REMOVED_BY_OTHERS -> "Your second factor was removed";
            case GUESSED -> "Somebody knows your password";
        };
        String more = switch (changed.change()) {
            case APP_ADDED, PASSKEY_ADDED -> "Sign-in at the console asks for it from now on.";
            case APP_REMOVED, PASSKEY_REMOVED -> "Sign-in at the console does not ask for it any more.";
            case CODES_RENEWED -> "The ones you had before work no more.";
            case RECOVERY_CODE_USED ->
                "There are " + changed.recoveryCodes() + " left. Make new ones in the console before"
                        + " they run out.";
            case REMOVED_BY_OTHERS ->
                "Somebody who manages the staff has removed it, and your password alone signs you in now. Set"
                        + " a new one up as soon as you can.";
            case GUESSED ->
                "They gave the right password for the console and too many wrong codes after it. They did not get in."
                        + " Choose a new password now.";
        };
        return content(
                        what,
                        what,
                        more,
                        new Paragraph("Hello " + changed.name() + ", " + more),
                        new Paragraph(
                                "If this was not you, choose a new password now; that also ends all sessions. Then look at your"
                                        + " second factors, and inform whoever manages the staff."),
                        new Button("Choose a new password", publicUrl + "/console/forgot"))
                .to(changed.email(), "account-staff-second-factor");
    }

    /** @param known of an event from before, which holds the whole link */
    private String url(@Nullable String known, String path, @Nullable LinkRequest link) {
        if (link == null) {
            return Objects.requireNonNull(known, "an event that asks for a link does not say which");
        }
        return publicUrl + path + "?token=" + link.id();
    }

    private static Content content(String subject, String heading, String preview, Block... blocks) {
        return new Content(subject, heading, preview, List.of(blocks), REASON);
    }

    /** Enough to recognise an address by, too little to write to it: {@code a…@example.com}. */
    static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "…" : email.substring(0, email.offsetByCodePoints(0, 1)) + "…" + email.substring(at);
    }
}
