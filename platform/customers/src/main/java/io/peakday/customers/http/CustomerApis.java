package io.peakday.customers.http;

import io.peakday.access.StaffSignIn;
import io.peakday.customers.Customers;
import io.peakday.customers.PersonalExport;
import io.peakday.customers.StaffPrivacy;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.Permissions;
import io.peakday.identity.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what customers and visitors call, and what staff call about them. */
@Configuration(proxyBeanMethods = false)
public class CustomerApis {
    @Bean
    CustomersApi customersApi(Customers customers) {
        return new CustomersApi(customers);
    }

    @Bean
    SessionApi sessionApi(Customers customers, StaffSignIn staff, Sessions sessions, Permissions permissions) {
        return new SessionApi(customers, staff, sessions, permissions);
    }

    @Bean
    MeApi meApi(Customers customers, PersonalExport export) {
        return new MeApi(customers, export);
    }

    /** Signing in twice makes two sessions, which harms nobody; a stored session token would. */
    @Bean
    WithoutIdempotencyKey signInNeedsNoKey() {
        return new WithoutIdempotencyKey("/api/v1/session");
    }

    @Bean
    WithoutIdempotencyKey staffSignInNeedsNoKey() {
        return new WithoutIdempotencyKey("/api/v1/admin/session");
    }

    @Bean
    AdminCustomersApi adminCustomersApi(Customers customers, Sessions sessions, StaffPrivacy privacy) {
        return new AdminCustomersApi(customers, sessions, privacy);
    }

    /** What is handed out is written while it is read, and not kept. */
    @Bean
    WithoutIdempotencyKey exportsAreNotKept() {
        return new WithoutIdempotencyKey("/api/v1/admin/customers/{id}/export");
    }
}
