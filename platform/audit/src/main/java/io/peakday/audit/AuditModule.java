package io.peakday.audit;

import io.peakday.audit.command.AuditCommand;
import io.peakday.audit.console.AuditConsole;
import io.peakday.audit.http.AuditApis;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.IdentityModule;
import io.peakday.identity.PermissionModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Wires the audit log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
@Import({AuditApis.class, AuditConsole.class})
public class AuditModule implements CommandLineModule, PermissionModule {
    /** As soon as it is known who asks. */
    private static final int AUDIT_ORDER = IdentityModule.ACTOR_ORDER + 100;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(IdentityModule.class);
    }

    @Override
    public List<String> tables() {
        return List.of("identity.audit", "identity.audit_head", "identity.audit_mark", "identity.audit_unsealed");
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return AuditPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(AuditCommand.class);
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
    FilterRegistrationBean<AuditFilter> auditFilter(Audit audit) {
        FilterRegistrationBean<AuditFilter> bean = new FilterRegistrationBean<>(new AuditFilter(audit));
        bean.setOrder(AUDIT_ORDER);
        return bean;
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

    /** Writes the audit log's head to the program's log, where it cannot be rewritten with the database. */
    @Bean
    PeriodicTask identityAuditHead(Audit audit) {
        return new PeriodicTask(
                "identity.audit-head",
                Duration.ofHours(1),
                () -> LoggerFactory.getLogger(Audit.class).info("Audit head {}", audit.head()));
    }
}
