package io.peakday.customers;

import io.peakday.access.AccessModule;
import io.peakday.audit.Audit;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.customers.command.PrivacyCommand;
import io.peakday.customers.console.CustomerConsole;
import io.peakday.customers.http.CustomerApis;
import io.peakday.customers.mail.AccountMails;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeModules;
import io.peakday.engines.PeriodicTask;
import io.peakday.events.Outbox;
import io.peakday.identity.Accounts;
import io.peakday.identity.Budgets;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.KnownDevices;
import io.peakday.identity.MailTokens;
import io.peakday.identity.PasswordSignIn;
import io.peakday.identity.PermissionModule;
import io.peakday.identity.Sessions;
import io.peakday.mail.EventMails;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires customers' accounts and what is done with what is kept of people. */
@Configuration(proxyBeanMethods = false)
@Import({CustomerApis.class, CustomerConsole.class})
public class CustomersModule implements CommandLineModule, PermissionModule {
    @Override
    public String name() {
        return "customers";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(AccessModule.class);
    }

    @Override
    public List<String> tables() {
        return List.of("identity.customer", "identity.address", "identity.held_address", "identity.erasure");
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return CustomersPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(PrivacyCommand.class);
    }

    @Bean
    Accounts customerAccounts(Database database) {
        return new CustomerAccounts(database);
    }

    @Bean
    AccountRecovery accountRecovery(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn passwords,
            Budgets budgets,
            IdentitySettings settings,
            ObjectProvider<PersonalData> modules,
            ObjectProvider<NodeModules> node) {
        return new AccountRecovery(
                database, outbox, clock, sessions, passwords, budgets, settings, new PersonalDataOfAll(modules, node));
    }

    @Bean
    Customers customers(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn passwords,
            AccountRecovery recovery,
            Erasures erasures) {
        return new Customers(database, outbox, clock, sessions, passwords, recovery, erasures);
    }

    @Bean
    Erasures erasures(
            Database database,
            Outbox outbox,
            InstantSource clock,
            Sessions sessions,
            ObjectProvider<PersonalData> modules,
            ObjectProvider<NodeModules> node) {
        return new Erasures(database, outbox, clock, sessions, new PersonalDataOfAll(modules, node));
    }

    @Bean
    StaffPrivacy staffPrivacy(Database database, Erasures erasures, PersonalExport export, Audit audit) {
        return new StaffPrivacy(database, erasures, export, audit);
    }

    @Bean
    PersonalExport personalExport(
            Customers customers,
            Sessions sessions,
            InstantSource clock,
            ObjectProvider<PersonalData> modules,
            ObjectProvider<NodeModules> node) {
        return new PersonalExport(customers, sessions, clock, new PersonalDataOfAll(modules, node));
    }

    /** What the accounts themselves keep. */
    @Bean
    PersonalData accountData(Database database, InstantSource clock, MailTokens tokens) {
        return new AccountData(new KnownDevices(database, clock), tokens);
    }

    @Bean
    EventMails accountMails(IdentitySettings settings) {
        return AccountMails.of(settings.publicUrl());
    }

    @Bean
    PeriodicTask customersPrune(AccountRecovery recovery) {
        return new PeriodicTask("customers.prune", Duration.ofMinutes(10), recovery::prune);
    }
}
