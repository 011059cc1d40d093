package io.peakday.customers;

import io.peakday.cache.Prebuilt;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Requires;
import io.peakday.identity.SamplePermissions;
import io.peakday.identity.Unguarded;
import io.peakday.web.HotServlet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes as other modules have them, and some that a developer got wrong. */
@Configuration(proxyBeanMethods = false)
class ProbeRoutes {
    static final AtomicInteger RUNS = new AtomicInteger();

    @RestController
    static class Probe {
        @GetMapping("/api/v1/admin/forgotten")
        String forgotten() {
            return "open to all?";
        }

        @GetMapping("/{section}/v1/admin-by-variable")
        String variable(@PathVariable String section) {
            return section;
        }

        @Requires(SamplePermissions.Names.STOCK_WRITE)
        @PostMapping("/api/v1/admin/stock")
        Map<String, Object> stock() {
            return Map.of("by", CurrentActor.get().reference());
        }

        @Requires(SamplePermissions.Names.STOCK_WRITE)
        @PostMapping("/api/v1/admin/explodes")
        String explodes() {
            throw new IllegalStateException("boom");
        }

        @PostMapping("/api/v1/things")
        Map<String, Object> thing() {
            return Map.of("by", CurrentActor.get().reference(), "run", RUNS.incrementAndGet());
        }

        @GetMapping("/page")
        String page() {
            return CurrentActor.get().reference();
        }

        @Requires(SamplePermissions.Names.ORDERS_READ)
        @GetMapping("/console/orders")
        String orders() {
            return CurrentActor.get().reference();
        }

        @Unguarded(reason = "the sign-in page")
        @GetMapping("/console/sign-in")
        String signIn() {
            return "sign in";
        }
    }

    @Unguarded(reason = "numbers for all staff")
    private static final class Numbers extends HotServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected Prebuilt answer(jakarta.servlet.http.HttpServletRequest request) {
            return Prebuilt.html("numbers for " + CurrentActor.get().reference());
        }
    }

    @Bean
    ServletRegistrationBean<HotServlet> hotConsole() {
        return new Numbers().at("hot-console", "/console/hot");
    }

    @Bean
    PersonalData orders() {
        return new PersonalData() {
            @Override
            public String section() {
                return "orders";
            }

            @Override
            public Object of(java.util.UUID customerId) {
                return Map.of("of", customerId);
            }
        };
    }
}
