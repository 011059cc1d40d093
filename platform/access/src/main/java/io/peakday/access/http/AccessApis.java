package io.peakday.access.http;

import io.peakday.access.ApiKeys;
import io.peakday.access.FactorRemoval;
import io.peakday.access.StaffMembers;
import io.peakday.access.StaffSecondStep;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.IdentitySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what staff and programs call to see who may do what. */
@Configuration(proxyBeanMethods = false)
public class AccessApis {
    @Bean
    StaffApi staffApi(StaffMembers staff, FactorRemoval factors) {
        return new StaffApi(staff, factors);
    }

    @Bean
    SecondStepApi secondStepApi(StaffSecondStep step, IdentitySettings settings) {
        return new SecondStepApi(step, settings.publicUrl());
    }

    @Bean
    ApiKeysApi apiKeysApi(ApiKeys keys) {
        return new ApiKeysApi(keys);
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
