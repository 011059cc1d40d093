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
    StaffSecondStep staffSecondStep(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            IdentitySettings settings,
            FactorStore store,
            FactorCheck check,
            Budgets budgets,
            Outbox outbox,
            Audit audit) {
        return new StaffSecondStep(
                database, clock, signIn, settings, new StaffSecondStep.Parts(store, check, budgets, outbox, audit));
    }

    @Bean
    SecondFactors secondFactors(
            Database database,
            InstantSource clock,
            PasswordSignIn signIn,
            StaffSecondStep step,
            SecondFactorSettings settings,
            FactorStore store,
            FactorCheck check,
            FactorKeys keys,
            Passkeys passkeys,
            Outbox outbox,
            Audit audit,
            Permissions permissions) {
        return new SecondFactors(
                database,
                clock,
                signIn,
                step,
                settings,
                new SecondFactors.Parts(store, check, keys, passkeys, outbox, audit, permissions));
    }
}
