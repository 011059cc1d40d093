package io.peakday.audit.http;

import io.peakday.audit.Audit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is asked of the audit log. */
@Configuration(proxyBeanMethods = false)
public class AuditApis {
    @Bean
    AuditApi auditApi(Audit audit) {
        return new AuditApi(audit);
    }
}
