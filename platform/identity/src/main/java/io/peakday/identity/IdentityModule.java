package io.peakday.identity;

import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.idempotency.CallerScope;
import io.peakday.mail.MailLinks;
import io.peakday.secrets.PasswordHashing;
import io.peakday.secrets.SecretsModule;
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
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires who is asking: actors, sessions, permissions, and signing in with a password. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
@Import(PermissionWiring.class)
public class IdentityModule implements PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("identity", "db/identity")
            // Rows are only added; who locks one before it is sealed needs the right to change one column, which the
            // trigger refuses.
            .with("audit", "select")
            .with("audit_mark", "select")
            .with("audit_head", "select")
            .with("audit_unsealed", "insert, select");

    /** Between the edge and the store of idempotency keys. */
    public static final int ACTOR_ORDER = WebModule.EDGE_ORDER + 100;

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
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(SecretsModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return OperatorPermissions.DECLARED;
    }

    @Override
    public List<DeclaredRole> roles() {
        return OperatorPermissions.ROLES;
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(SessionTokens.KEY, "Sessions of customers and staff; ending the old one signs everybody out");
    }

    @Override
    public boolean offline() {
        return true;
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
            Database database, InstantSource clock, IdentitySettings settings, ObjectProvider<Accounts> accounts) {
        return new Sessions(database, clock, settings, accounts.orderedStream().toList());
    }

    @Bean
    Budgets budgets(Database database) {
        return new Budgets(database);
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
    LinkTokens linkTokens(Outbox outbox) {
        return LinkTokens.of(outbox);
    }

    @Bean
    MailLinks accountLinks(LinkTokens tokens) {
        return new AccountLinks(tokens);
    }

    @Bean
    CallerScope callerScope() {
        return request -> CurrentActor.get().reference();
    }

    @Bean
    FilterRegistrationBean<ActorFilter> actorFilter(Sessions sessions, ObjectProvider<KeyHolders> keys) {
        KeyHolders holders = keys.getIfAvailable(() -> secret -> Optional.empty());
        FilterRegistrationBean<ActorFilter> bean = new FilterRegistrationBean<>(new ActorFilter(sessions, holders));
        bean.setOrder(ACTOR_ORDER);
        bean.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return bean;
    }

    @Bean
    MailTokens mailTokens(Database database, InstantSource clock, LinkTokens links) {
        return new MailTokens(database, clock, links);
    }

    @Bean
    PeriodicTask identityLastSeen(Sessions sessions) {
        return new PeriodicTask("identity.last-seen", Duration.ofSeconds(30), sessions::writeSeen);
    }

    @Bean
    PeriodicTask identityPrune(Sessions sessions, PasswordSignIn passwords, MailTokens tokens, Budgets budgets) {
        return new PeriodicTask("identity.prune", Duration.ofMinutes(10), () -> {
            sessions.prune();
            passwords.prune();
            tokens.prune();
            budgets.prune();
        });
    }
}
