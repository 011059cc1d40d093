package io.peakday.access.console;

import io.peakday.access.AccessPermissions;
import io.peakday.access.ApiKeys;
import io.peakday.access.AuthenticatorApps;
import io.peakday.access.FactorConfirmation;
import io.peakday.access.FactorRemoval;
import io.peakday.access.KeyRotation;
import io.peakday.access.ResetLinks;
import io.peakday.access.SecondFactors;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffPasskeys;
import io.peakday.access.StaffPasswords;
import io.peakday.access.StaffSecondStep;
import io.peakday.access.StaffSignIn;
import io.peakday.access.StaffView;
import io.peakday.audit.ActorNames;
import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.FlashMessages;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.engines.ProgramModules;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Permissions;
import io.peakday.identity.Sessions;
import io.peakday.ui.Html;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;

/** Signing in to the console, the own account, and the pages about staff and keys. */
@ConsoleConfiguration
public class AccessConsole {
    private final Html html = Html.of(AccessConsole.class);

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
    FlashMessages accessMessages() {
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
                        "The second factor is removed and the member is signed out everywhere. They are notified by mail."),
                Map.entry("member-saved", "The member of staff is saved."),
                Map.entry("member-created", "The member of staff can sign in now. Give them the password in person."),
                Map.entry("key-adopted", "The key has a new owner. It may do what that owner may, and no more."),
                Map.entry(
                        "key-revoked",
                        "The key is revoked. It stops working at once here, and within seconds elsewhere.")));
    }

    @Bean
    ActorNames staffNames(StaffMembers staff) {
        return () -> staff.list().stream().collect(Collectors.toMap(member -> "staff:" + member.id(), StaffView::name));
    }

    @Bean
    SignInController consoleSignIn(StaffSignIn staff) {
        return new SignInController(staff, html);
    }

    @Bean
    RecoveryController consoleRecovery(ResetLinks links, StaffPasswords passwords) {
        return new RecoveryController(links, passwords, html);
    }

    @Bean
    SecondStepController consoleSecondStep(StaffSecondStep step, Answers answers) {
        return new SecondStepController(step, answers, html);
    }

    @Bean
    Answers consoleAnswers(IdentitySettings identity) {
        return new Answers(identity.publicUrl());
    }

    @Bean
    SecurityPage consoleSecurityPage(
            SecondFactors factors, FactorConfirmation confirmation, Answers answers, ConsoleContext context) {
        return new SecurityPage(factors, confirmation, answers, context, html);
    }

    @Bean
    SecurityController consoleSecurity(
            SecondFactors factors, FactorConfirmation confirmation, Answers answers, SecurityPage page) {
        return new SecurityController(factors, confirmation, answers, page);
    }

    @Bean
    AppController consoleApp(AuthenticatorApps apps, SecurityPage page) {
        return new AppController(apps, page);
    }

    @Bean
    PasskeyController consolePasskeys(StaffPasskeys passkeys, Answers answers, SecurityPage page) {
        return new PasskeyController(passkeys, answers, page);
    }

    @Bean
    KeysController consoleKeys(KeyRotation keys, ProgramModules modules, ConsoleContext context) {
        return new KeysController(keys, modules, context, html);
    }

    @Bean
    AccountController consoleAccount(
            StaffPasswords passwords, SecondFactors factors, Sessions sessions, ConsoleContext context) {
        return new AccountController(passwords, factors, sessions, context, html);
    }

    @Bean
    StaffController consoleStaff(
            StaffMembers staff, ApiKeys keys, FactorRemoval factors, Permissions permissions, ConsoleContext context) {
        return new StaffController(staff, keys, factors, permissions, context, html);
    }
}
