package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.cache.Prebuilt;
import io.peakday.identity.Requires;
import io.peakday.identity.SamplePermissions;
import io.peakday.testkit.TestDatabase;
import io.peakday.web.Hot;
import io.peakday.web.HotServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What requires something of its caller is not answered where nobody checks that: such a program does not start. */
class BypassedRequirementsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityNode.WIRING.schemas());

    @Configuration(proxyBeanMethods = false)
    static class HotAndGuarded {
        @RestController
        static class Api {
            @Hot
            @Requires(SamplePermissions.Names.ORDERS_READ)
            @GetMapping("/api/v1/hot-orders/{id}")
            String read(@PathVariable UUID id) {
                return "";
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HotForStaff {
        @RestController
        static class Api {
            @Hot
            @GetMapping("/api/v1/admin/hot/{id}")
            String read(@PathVariable UUID id) {
                return "";
            }
        }
    }

    @RestController
    static class Guarded {
        @Requires(SamplePermissions.Names.ORDERS_READ)
        @GetMapping("/api/v1/guarded/{id}")
        String read(@PathVariable UUID id) {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnsweredByAServlet {
        @Bean
        Guarded guarded() {
            return new Guarded();
        }

        @Bean
        ServletRegistrationBean<HotServlet> servlet() {
            return new HotServlet() {
                @Override
                protected Prebuilt answer(HttpServletRequest request) {
                    return Prebuilt.html("open");
                }
            }.at("open", "/api/v1/guarded/*");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ServletForStaff {
        @Bean
        ServletRegistrationBean<HotServlet> servlet() {
            return new HotServlet() {
                @Override
                protected Prebuilt answer(HttpServletRequest request) {
                    return Prebuilt.html("figures");
                }
            }.at("figures", "/console/figures/*");
        }
    }

    @Test
    void aHotMethodWithAPermissionStopsTheStart() {
        assertStops(HotAndGuarded.class, "requires something of its caller, but it is marked @Hot");
    }

    @Test
    void aHotMethodForTheStaffStopsTheStart() {
        assertStops(HotForStaff.class, "requires something of its caller, but it is marked @Hot");
    }

    @Test
    void aServletThatStandsBeforeAPermissionStopsTheStart() {
        assertStops(AnsweredByAServlet.class, "the servlet open stands before it");
    }

    @Test
    void aServletAmongThePagesOfStaffThatNobodySaidIsOpenToAllOfThemStopsTheStart() {
        assertStops(ServletForStaff.class, "has to say what it requires of its caller");
    }

    private static void assertStops(Class<?> routes, String why) {
        assertThatThrownBy(() -> IdentityNode.WIRING.and(routes).open(postgres).close())
                .hasStackTraceContaining(why);
    }
}
