package io.peakday.console.access;

import io.peakday.access.ApiKeys;
import io.peakday.access.KeyRotation;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffSecondStep;
import io.peakday.audit.Audit;
import io.peakday.console.audit.AuditController;
import io.peakday.console.staff.StaffController;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.access.AccessPermissions;
import io.peakday.audit.AuditPermissions;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Permissions;
import io.peakday.identity.Sessions;
import io.peakday.ui.Html;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about staff, their access and what they did. */
@Configuration(proxyBeanMethods = false)
public class IdentityConsole {
    @Bean
    MenuEntry auditMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(40),
                "audit",
                "Audit log",
                "/console/audit",
                "history",
                AuditPermissions.AUDIT_READ);
    }

    @Bean
    MenuEntry staffMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(50),
                "staff",
                "Staff and keys",
                "/console/staff",
                "key",
                AccessPermissions.STAFF_MANAGE);
    }

    @Bean
    MenuEntry signingKeyMenu() {
        return new MenuEntry(
                MenuGroup.RUN.at(60),
                "keys",
                "Signing keys",
                "/console/signing-keys",
                "lock",
                AccessPermissions.STAFF_MANAGE);
    }

    @Bean
    FlashMessages identityMessages() {
        return new FlashMessages(Map.ofEntries(
                Map.entry("sessions-ended", "Signed out everywhere. Sessions ended: "),
                Map.entry("session-ended", "That session is ended."),
                Map.entry(
                        "key-rotated",
                        "A new key signs from now on. What the old one signed still counts for a while."),
                Map.entry("key-ended", "A new key signs from now on, and what was signed before counts no more."),
                Map.entry("password", "Your password is changed, and you are signed out everywhere else."),
                Map.entry("confirmed", "Confirmed. You can change your second factors for ten minutes."),
                Map.entry(
                        "app-added",
                        "The app is set up. Sign-in asks for its codes, and everywhere else you are signed out."),
                Map.entry(
                        "passkey-added",
                        "The passkey is kept. Sign-in asks for it, and everywhere else you are signed out."),
                Map.entry("factor-removed", "Removed. Everywhere else you are signed out."),
                Map.entry(
                        "second-factor-removed",
                        "The second factor is removed and the member is signed out everywhere. They are told by mail."),
                Map.entry("member-saved", "The member of staff is saved."),
                Map.entry("member-created", "The member of staff can sign in now. Tell them the password in person."),
                Map.entry("key-adopted", "The key has a new owner. It may do what that owner may, and no more."),
                Map.entry(
                        "key-revoked",
                        "The key is revoked. It stops working at once here, and within seconds elsewhere.")));
    }

    @Bean
    AuditController consoleAudit(Audit audit, StaffMembers staff, ConsoleContext context, Html consoleHtml) {
        return new AuditController(audit, staff, context, consoleHtml);
    }

    @Bean
    RecoveryController consoleRecovery(StaffMembers staff, Html consoleHtml) {
        return new RecoveryController(staff, consoleHtml);
    }

    @Bean
    SecondStepController consoleSecondStep(StaffSecondStep step, IdentitySettings identity, Html consoleHtml) {
        return new SecondStepController(step, identity.publicUrl(), consoleHtml);
    }

    @Bean
    SecurityController consoleSecurity(
            SecondFactors factors, IdentitySettings identity, ConsoleContext context, Html consoleHtml) {
        return new SecurityController(factors, identity.publicUrl(), context, consoleHtml);
    }

    @Bean
    KeysController consoleKeys(KeyRotation keys, ConsoleContext context, Html consoleHtml) {
        return new KeysController(keys, context, consoleHtml);
    }

    @Bean
    AccountController consoleAccount(
            StaffMembers staff, SecondFactors factors, Sessions sessions, ConsoleContext context, Html consoleHtml) {
        return new AccountController(staff, factors, sessions, context, consoleHtml);
    }

    @Bean
    StaffController consoleStaff(
            StaffMembers staff, ApiKeys keys, Permissions permissions, ConsoleContext context, Html consoleHtml) {
        return new StaffController(staff, keys, permissions, context, consoleHtml);
    }
}
