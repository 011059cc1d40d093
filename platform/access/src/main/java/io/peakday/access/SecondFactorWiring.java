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
    SecondFactors secondFactors(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            PendingSteps steps,
            SecondFactorSettings settings,
            FactorStore store,
            FactorCheck check,
            FactorKeys keys,
            Passkeys passkeys,
            FactorNotices notices,
            Permissions permissions) {
        return new SecondFactors(
                database,
                clock,
                signIn,
                steps,
                settings,
                new SecondFactors.Parts(store, check, keys, passkeys, notices, permissions));
    }
}
