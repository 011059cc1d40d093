package io.peakday.edge;

import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.kernel.Checks;
import io.peakday.kernel.Failure;
import io.peakday.live.LiveStreams;
import io.peakday.web.ETags;
import io.peakday.web.HotServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Routes that do what real ones do: read bodies, take time, fail. */
@Configuration(proxyBeanMethods = false)
class ProbeRoutes {
    record Line(String sku, int quantity) {
        Line {
            new Checks()
                    .text("sku", sku, 1, 20)
                    .range("quantity", quantity, 1, 99)
                    .orThrow("probe.bad-line", "Bad.");
        }
    }

    record Basket(String title, List<Line> lines, Instant at, long amount, UUID id, boolean gift) {}

    /** Lets a test decide when the slow route goes on. */
    static final class Gate {
        final AtomicInteger entered = new AtomicInteger();
        final Semaphore arrived = new Semaphore(0);
        final CountDownLatch open = new CountDownLatch(1);
    }

    @RestController
    static class Probe {
        private final Gate gate;
        private final LiveStreams streams;
        private final io.peakday.engines.Database database;

        Probe(Gate gate, LiveStreams streams, io.peakday.engines.Database database) {
            this.gate = gate;
            this.streams = streams;
            this.database = database;
        }

        @PostMapping("/api/v1/baskets")
        @ResponseStatus(HttpStatus.CREATED)
        Map<String, Object> basket(@RequestBody Basket basket) {
            return Map.of("title", basket.title(), "run", gate.entered.incrementAndGet());
        }

        @GetMapping("/api/v1/half")
        void half(HttpServletResponse response) throws IOException {
            response.setContentType("text/csv;charset=utf-8");
            response.getWriter().write("the first line\n");
            throw new IllegalStateException("planted");
        }

        @PostMapping("/api/v1/slow")
        Map<String, Object> slow() throws InterruptedException {
            int run = gate.entered.incrementAndGet();
            gate.arrived.release();
            gate.open.await();
            return Map.of("run", run);
        }

        @PostMapping("/api/v1/broken")
        Map<String, Object> broken() {
            if (gate.entered.incrementAndGet() == 1) {
                throw new IllegalStateException("the secret is 4711");
            }
            return Map.of("run", gate.entered.get());
        }

        @PostMapping("/api/v1/anything")
        Map<String, Object> anything(@RequestBody Map<String, Object> body) {
            return body;
        }

        @PostMapping("/api/v1/secrets")
        Map<String, Object> secret() {
            return Map.of("run", gate.entered.incrementAndGet());
        }

        @PutMapping("/api/v1/things/{id}")
        String put(@PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
            return "run " + gate.entered.incrementAndGet() + " version " + ETags.expected(ifMatch);
        }

        @GetMapping("/api/v1/ready")
        Prebuilt ready() {
            return Prebuilt.html("ready ".repeat(200));
        }

        @GetMapping("/api/v1/number")
        int number(@RequestParam int value) {
            return value;
        }

        @GetMapping("/api/v1/numbers")
        List<Integer> numbers(@RequestParam List<Integer> value) {
            return value;
        }

        @PostMapping("/fields")
        String fields(@RequestParam Map<String, String> sent) {
            return sent.toString();
        }

        @GetMapping("/api/v1/store")
        String store(@RequestParam String value) {
            return JdbcClient.create(database.dataSource())
                    .sql("select ?::varchar")
                    .param(value)
                    .query(String.class)
                    .single();
        }

        @GetMapping("/api/v1/too-long")
        String tooLong() {
            return JdbcClient.create(database.dataSource())
                    .sql("select (99999999999)::int::text")
                    .query(String.class)
                    .single();
        }

        @PostMapping("/form")
        String form(@RequestParam String name) {
            return name;
        }

        @PostMapping("/upload/raw")
        int upload(@RequestBody byte[] body) {
            return body.length;
        }

        @GetMapping("/gone")
        String gone() {
            throw Failure.notFound("probe.gone", "It is <gone>.");
        }

        @GetMapping(path = "/live/{channel}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter live(@PathVariable String channel) {
            return streams.open(channel, "now", Map.of("state", 1));
        }
    }

    @Bean
    Gate gate() {
        return new Gate();
    }

    @Bean
    WithoutIdempotencyKey secretsAreNotKept() {
        return new WithoutIdempotencyKey("/api/v1/secrets");
    }

    @Bean
    WithoutIdempotencyKey noneOfTheseIs() {
        return new WithoutIdempotencyKey("/api/v1/secrets/{id}");
    }

    @Bean
    BodyLimit uploads() {
        return new BodyLimit("/upload/", DataSize.ofMegabytes(3));
    }

    @Bean
    ContentPolicy library() {
        return new ContentPolicy("/library/", "default-src 'self'");
    }

    @Bean
    PrebuiltCache<String> pages(InstantSource clock) {
        return new PrebuiltCache<>("pages", DataSize.ofMegabytes(1), clock, key -> switch (key) {
            case "/missing" -> null;
            case "/down" -> throw Failure.unavailable("probe.down", "Down.", null);
            default -> PrebuiltCache.Entry.of(Prebuilt.html("<!doctype html><p>" + key + "</p>".repeat(200)));
        });
    }

    @Bean
    ServletRegistrationBean<HotServlet> hot(PrebuiltCache<String> pages) {
        return new HotServlet() {
            @Override
            protected Prebuilt answer(jakarta.servlet.http.HttpServletRequest request) {
                return pages.get(String.valueOf(request.getPathInfo()));
            }
        }.at("hot", "/hot/*");
    }
}
