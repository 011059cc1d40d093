package io.peakday.identity;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.engines.Database;
import io.peakday.engines.NodeModules;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.idempotency.CallerScope;
import io.peakday.identity.audit.AuditKeys;
import io.peakday.identity.audit.RecordedHeads;
import io.peakday.identity.command.ApiKeyOwnersCheck;
import io.peakday.identity.command.ApiKeysCommand;
import io.peakday.identity.command.AuditCommand;
import io.peakday.identity.command.KeysCommand;
import io.peakday.identity.command.PrivacyCommand;
import io.peakday.identity.command.SharedKeysCheck;
import io.peakday.identity.command.StaffCommand;
import io.peakday.identity.http.AdminApis;
import io.peakday.identity.http.CustomerApis;
import io.peakday.identity.mail.AccountLinks;
import io.peakday.identity.mail.AccountMails;
import io.peakday.identity.secret.PasswordHashing;
import io.peakday.identity.secret.RotatingKeys;
import io.peakday.identity.secret.SharedKeys;
import io.peakday.identity.throttle.Budgets;
import io.peakday.mail.EventMails;
import io.peakday.mail.MailLinks;
import io.peakday.web.CallerRequirement;
import io.peakday.web.Priority;
import io.peakday.web.RoutePriorities;
import io.peakday.web.RoutePriority;
import io.peakday.web.WebModule;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Wires the identity module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentitySettings.class, AuditSettings.class, SecondFactorSettings.class})
@Import({PermissionWiring.class, SecondFactorWiring.class, CustomerApis.class, AdminApis.class})
public class IdentityModule implements CommandLineModule, PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("identity", "db/identity")
            // Rows are only added; who locks one before it is sealed needs the right to change one column, which the
            // trigger refuses.
            .with("audit", "select")
            .with("audit_mark", "select")
            .with("audit_head", "select")
            .with("audit_unsealed", "insert, select");

    /** Between the edge and the store of idempotency keys. */
    private static final int ACTOR_ORDER = WebModule.EDGE_ORDER + 100;

    private static final int AUDIT_ORDER = ACTOR_ORDER + 100;

    @Override
    public String name() {
        return "identity";
    }

    /** Links lead to where the pages are. */
    @Override
    public Map<String, Object> implied(NodeRoles node) {
        return node.url()
                .<Map<String, Object>>map(url -> Map.of("peakday.identity.public-url", url))
                .orElse(Map.of());
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return Stream.concat(IdentityPermissions.DECLARED.stream(), OperatorPermissions.DECLARED.stream())
                .toList();
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(
                AuditCommand.class, PrivacyCommand.class, StaffCommand.class, ApiKeysCommand.class, KeysCommand.class);
    }

    @Override
    public List<DoctorCheck> doctorChecks() {
        return List.of(ApiKeyOwnersCheck.CHECK, SharedKeysCheck.CHECK);
    }

    @Bean
    CallerRequirement requirementsOfRoutes() {
        return new StaffRoutes();
    }

    /** What is for the staff, of whatever module. */
    @Bean
    RoutePriorities identityPriorities() {
        return RoutePriorities.of(new RoutePriority(Priority.INTERACTIVE, "/api/v1/admin"));
    }

    @Bean(destroyMethod = "close")
    Sessions sessions(
            Database database,
            InstantSource clock,
            IdentitySettings settings,
            SecondFactorSettings secondFactor,
            Permissions permissions) {
        return new Sessions(database, clock, settings, secondFactor, permissions);
    }

    /** The keys that are not in the database. */
    @Bean
    AuditKeys auditKeys(AuditSettings settings) {
        return AuditKeys.of(settings.auditKey(), settings.keyFile());
    }

    @Bean(destroyMethod = "close")
    Audit audit(
            Database database,
            OwnerDatabase owner,
            InstantSource clock,
            JsonMapper json,
            AuditSettings settings,
            AuditKeys keys) {
        return new Audit(
                database,
                owner,
                clock,
                json,
                keys,
                new RecordedHeads(keys, settings.headFiles(), settings.headsToLog()));
    }

    @Bean
    Budgets budgets(Database database, InstantSource clock) {
        return new Budgets(database, clock);
    }

    @Bean
    PasswordSignIn passwordSignIn(
            Database database, InstantSource clock, Sessions sessions, Budgets budgets, IdentitySettings settings) {
        IdentitySettings.Passwords cost = settings.passwords();
        PasswordHashing hashing = new PasswordHashing(
                cost.memoryKib(), cost.passes(), cost.concurrency(), cost.maxWaiting(), cost.patience());
        return new PasswordSignIn(database, clock, sessions, hashing, budgets, settings);
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
    StaffPrivacy staffPrivacy(Erasures erasures, PersonalExport export, Audit audit) {
        return new StaffPrivacy(erasures, export, audit);
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
    PersonalData accountData(Database database) {
        return new AccountData(database);
    }

    @Bean
    StaffMembers staffMembers(
            Database database,
            InstantSource clock,
            Sessions sessions,
            PasswordSignIn passwords,
            Audit audit,
            StaffPasswords passwordsOfStaff,
            ApiKeys keys,
            StaffSecondStep secondStep,
            SecondFactors secondFactors,
            Permissions permissions) {
        return new StaffMembers(
                database,
                clock,
                sessions,
                passwords,
                audit,
                new StaffMembers.Parts(passwordsOfStaff, keys, secondStep, secondFactors, permissions));
    }

    @Bean
    StaffPasswords staffPasswords(
            Database database,
            Outbox outbox,
            InstantSource clock,
            PasswordSignIn passwords,
            Budgets budgets,
            IdentitySettings settings,
            Audit audit,
            StaffSecondStep secondStep) {
        return new StaffPasswords(database, outbox, clock, passwords, budgets, settings, audit, secondStep);
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
    LinkTokens linkTokens(Outbox outbox) {
        return LinkTokens.of(outbox);
    }

    @Bean
    MailLinks accountLinks(LinkTokens tokens) {
        return new AccountLinks(tokens);
    }

    @Bean
    EventMails accountMails(IdentitySettings settings) {
        return AccountMails.of(settings.publicUrl());
    }

    @Bean
    SharedKeys sharedKeys(Database database) {
        return new SharedKeys(database);
    }

    @Bean
    KeyRotation keyRotation(
            ObjectProvider<RotatingKeys> keepers, IdentitySettings settings, Audit audit, Permissions permissions) {
        return new KeyRotation(keepers.orderedStream().toList(), settings.keys().overlap(), audit, permissions);
    }

    @Bean
    CallerScope callerScope() {
        return request -> CurrentActor.get().reference();
    }

    @Bean
    FilterRegistrationBean<ActorFilter> actorFilter(Sessions sessions, ApiKeys keys) {
        FilterRegistrationBean<ActorFilter> bean = new FilterRegistrationBean<>(new ActorFilter(sessions, keys));
        bean.setOrder(ACTOR_ORDER);
        bean.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return bean;
    }

    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(Audit audit) {
        FilterRegistrationBean<AuditFilter> bean = new FilterRegistrationBean<>(new AuditFilter(audit));
        bean.setOrder(AUDIT_ORDER);
        return bean;
    }

    @Bean
    PeriodicTask identityLastSeen(Sessions sessions, ApiKeys keys) {
        return new PeriodicTask("identity.last-seen", Duration.ofSeconds(30), () -> {
            sessions.writeSeen();
            keys.writeUsed();
        });
    }

    @Bean
    PeriodicTask identityPrune(
            Sessions sessions,
            PasswordSignIn passwords,
            StaffSecondStep secondStep,
            AccountRecovery recovery,
            Budgets budgets) {
        return new PeriodicTask("identity.prune", Duration.ofMinutes(10), () -> {
            sessions.prune();
            passwords.prune();
            secondStep.prune();
            recovery.prune();
            budgets.prune();
        });
    }

    /** Takes what was appended to the audit log into its chain. */
    @Bean
    PeriodicTask identityAuditSeal(Audit audit) {
        return new PeriodicTask("identity.audit-seal", Duration.ofSeconds(1), audit::seal);
    }

    /** Forgets rows of the audit log that are older than they are kept; leaves a signed anchor. */
    @Bean
    PeriodicTask identityAuditForget(Audit audit, OwnerDatabase owner, AuditSettings settings, InstantSource clock) {
        return new PeriodicTask("identity.audit-forget", Duration.ofDays(1), () -> {
            if (settings.auditKeep().isPositive()) {
                audit.forgetBefore(owner, clock.instant().minus(settings.auditKeep()));
            }
        });
    }

    /** Tells the audit log's head to the program's log, from where it cannot be rewritten with the database. */
    @Bean
    PeriodicTask identityAuditHead(Audit audit) {
        return new PeriodicTask(
                "identity.audit-head",
                Duration.ofHours(1),
                () -> LoggerFactory.getLogger(Audit.class).info("Audit head {}", audit.head()));
    }
}
