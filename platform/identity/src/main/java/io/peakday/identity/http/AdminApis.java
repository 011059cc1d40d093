package io.peakday.identity.http;

import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.ApiKeys;
import io.peakday.identity.Audit;
import io.peakday.identity.Customers;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.Sessions;
import io.peakday.identity.StaffMembers;
import io.peakday.identity.StaffPrivacy;
import io.peakday.identity.StaffSecondStep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what staff and programs call. */
@Configuration(proxyBeanMethods = false)
public class AdminApis {
    @Bean
    AdminCustomersApi adminCustomersApi(Customers customers, Sessions sessions, StaffPrivacy privacy) {
        return new AdminCustomersApi(customers, sessions, privacy);
    }

    /** What is handed out is written while it is read, and not kept. */
    @Bean
    WithoutIdempotencyKey exportsAreNotKept() {
        return new WithoutIdempotencyKey("/api/v1/admin/customers/{id}/export");
    }

    @Bean
    StaffApi staffApi(StaffMembers staff) {
        return new StaffApi(staff);
    }

    @Bean
    SecondStepApi secondStepApi(StaffSecondStep step, IdentitySettings settings) {
        return new SecondStepApi(step, settings.publicUrl());
    }

    @Bean
    ApiKeysApi apiKeysApi(ApiKeys keys) {
        return new ApiKeysApi(keys);
    }

    @Bean
    AuditApi auditApi(Audit audit) {
        return new AuditApi(audit);
    }

    @Bean
    WithoutIdempotencyKey staffSignInNeedsNoKey() {
        return new WithoutIdempotencyKey("/api/v1/admin/session");
    }

    /** Its answer is a session, and the factor counts once. */
    @Bean
    WithoutIdempotencyKey secondStepNeedsNoKey() {
        return new WithoutIdempotencyKey("/api/v1/admin/session/second-factor");
    }

    @Bean
    WithoutIdempotencyKey passkeyRequestNeedsNoKey() {
        return new WithoutIdempotencyKey("/api/v1/admin/session/passkey-request");
    }
}
