package io.peakday.access;

import io.peakday.access.factor.FactorKeys;
import io.peakday.access.factor.Passkeys;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditKeys;
import io.peakday.engines.Database;
import io.peakday.events.Outbox;
import io.peakday.identity.Budgets;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.Permissions;
import io.peakday.identity.Sessions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the second factors of staff. */
@Configuration(proxyBeanMethods = false)
class SecondFactorWiring {
    @Bean
    FactorKeys factorKeys(AuditKeys keys) {
        return new FactorKeys(keys);
    }

    @Bean
    FactorStore factorStore(Database database, InstantSource clock, FactorKeys keys) {
        return new FactorStore(database, clock, keys);
    }

    @Bean
    Passkeys passkeys() {
        return new Passkeys();
    }

    @Bean
    FactorCheck factorCheck(FactorStore store, Passkeys passkeys) {
        return new FactorCheck(store, passkeys);
    }

    @Bean
    FactorNotices factorNotices(Outbox outbox, Audit audit, FactorStore store) {
        return new FactorNotices(outbox, audit, store);
    }

    @Bean
    PendingSteps pendingSteps(Database database, InstantSource clock, FactorStore store) {
        return new PendingSteps(database, clock, store);
    }

    @Bean
    SecondStepGuesses secondStepGuesses(
            Database database, Budgets budgets, IdentitySettings settings, FactorNotices notices) {
        return new SecondStepGuesses(database, budgets, settings, notices);
    }

    @Bean
    StaffSecondStep staffSecondStep(
            Database database,
            PasswordSignIn signIn,
            PendingSteps steps,
            FactorCheck check,
            SecondStepGuesses guesses,
            FactorNotices notices) {
        return new StaffSecondStep(database, signIn, steps, check, guesses, notices);
    }

    @Bean
    MemberSessions memberSessions(Sessions sessions, PendingSteps steps) {
        return new MemberSessions(sessions, steps);
    }

    @Bean
    FactorConfirmation factorConfirmation(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            FactorStore store,
            FactorCheck check,
            FactorNotices notices) {
        return new FactorConfirmation(database, clock, signIn, store, check, notices);
    }

    @Bean
    FactorChanges factorChanges(
            Database database,
            SecondFactorSettings settings,
            FactorStore store,
            FactorConfirmation confirmation,
            MemberSessions sessions,
            FactorNotices notices) {
        return new FactorChanges(database, settings, store, confirmation, sessions, notices);
    }

    @Bean
    AuthenticatorApps authenticatorApps(
            InstantSource clock,
            PasswordSignIn signIn,
            FactorStore store,
            FactorKeys keys,
            FactorConfirmation confirmation,
            FactorChanges changes) {
        return new AuthenticatorApps(clock, signIn, store, keys, confirmation, changes);
    }

    @Bean
    StaffPasskeys staffPasskeys(
            FactorStore store, Passkeys passkeys, FactorConfirmation confirmation, FactorChanges changes) {
        return new StaffPasskeys(store, passkeys, confirmation, changes);
    }

    @Bean
    SecondFactors secondFactors(FactorStore store, SecondFactorSettings settings, FactorChanges changes) {
        return new SecondFactors(store, settings, changes);
    }

    @Bean
    FactorRemoval factorRemoval(
            Database database,
            StaffRows rows,
            Permissions permissions,
            FactorStore store,
            MemberSessions sessions,
            FactorNotices notices) {
        return new FactorRemoval(database, rows, permissions, store, sessions, notices);
    }
}
