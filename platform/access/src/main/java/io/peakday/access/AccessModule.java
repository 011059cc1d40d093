package io.peakday.access;

import io.peakday.access.command.ApiKeyOwnersCheck;
import io.peakday.access.command.ApiKeysCommand;
import io.peakday.access.command.KeysCommand;
import io.peakday.access.command.SharedKeysCheck;
import io.peakday.access.command.StaffCommand;
import io.peakday.access.console.AccessConsole;
import io.peakday.access.http.AccessApis;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditModule;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.events.Outbox;
import io.peakday.identity.Accounts;
import io.peakday.identity.Budgets;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Permissions;
import io.peakday.secrets.RotatingKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires who may do what to the store: staff, their second factors, API keys, and the keys that all nodes share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecondFactorSettings.class)
@Import({SecondFactorWiring.class, AccessApis.class, AccessConsole.class})
public class AccessModule implements CommandLineModule, PermissionModule {
    @Override
    public String name() {
        return "access";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(AuditModule.class);
    }

    @Override
    public List<String> tables() {
        return List.of(
                "identity.staff",
                "identity.api_key",
                "identity.totp",
                "identity.passkey",
                "identity.recovery_code",
                "identity.sign_in_step",
                "identity.passkey_challenge");
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return AccessPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(StaffCommand.class, ApiKeysCommand.class, KeysCommand.class);
    }

    @Override
    public List<DoctorCheck> doctorChecks() {
        return List.of(ApiKeyOwnersCheck.CHECK, SharedKeysCheck.CHECK);
    }

    @Bean
    Accounts staffAccounts(Database database, SecondFactorSettings secondFactor, Permissions permissions) {
        return new StaffAccounts(database, secondFactor, permissions);
    }

    @Bean
    StaffRows staffRows(Database database, Permissions permissions, InstantSource clock) {
        return new StaffRows(database, permissions, clock);
    }

    @Bean
    StaffMembers staffMembers(
            Database database,
            StaffRows rows,
            PasswordSignIn passwords,
            Audit audit,
            ApiKeys keys,
            Permissions permissions) {
        return new StaffMembers(database, rows, passwords, audit, keys, permissions);
    }

    @Bean
    StaffSignIn staffSignIn(StaffRows rows, PasswordSignIn passwords, PendingSteps steps, Audit audit) {
        return new StaffSignIn(rows, passwords, steps, audit);
    }

    @Bean
    ResetLinks resetLinks(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Budgets budgets,
            IdentitySettings settings,
            Audit audit) {
        return new ResetLinks(database, outbox, clock, budgets, settings, audit);
    }

    @Bean
    StaffPasswords staffPasswords(
            Database database,
            PasswordSignIn signIn,
            Outbox outbox,
            Audit audit,
            ResetLinks links,
            MemberSessions sessions) {
        return new StaffPasswords(database, signIn, outbox, audit, links, sessions);
    }

    @Bean
    LostAccess lostAccess(Database database, StaffRows rows, StaffPasswords passwords, FactorRemoval factors) {
        return new LostAccess(database, rows, passwords, factors);
    }

    @Bean
    ApiKeys apiKeys(
            Database database,
            InstantSource clock,
            IdentitySettings settings,
            SecondFactorSettings secondFactor,
            Audit audit,
            Permissions permissions) {
        return new ApiKeys(database, clock, settings, secondFactor, audit, permissions);
    }

    @Bean
    KeyRotation keyRotation(
            ObjectProvider<RotatingKeys> keepers, IdentitySettings settings, Audit audit, Permissions permissions) {
        return new KeyRotation(keepers.orderedStream().toList(), settings.keys().overlap(), audit, permissions);
    }

    @Bean
    PeriodicTask accessKeysUsed(ApiKeys keys) {
        return new PeriodicTask("access.keys-used", Duration.ofSeconds(30), keys::writeUsed);
    }

    @Bean
    PeriodicTask accessPrune(PendingSteps steps) {
        return new PeriodicTask("access.prune", Duration.ofMinutes(10), steps::prune);
    }
}
