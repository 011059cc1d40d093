package io.peakday.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.limits.Decision.Allowed;
import io.peakday.limits.Decision.Refused;
import io.peakday.limits.policy.Policies;
import io.peakday.limits.policy.Written;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String TWO = """
            policies:
              person:
                routes: [POST /claim]
                key: [customer]
                token-bucket: {capacity: 2, refill: 1, every: 1s}
              house:
                routes: ["* /**"]
                key: [address]
                token-bucket: {capacity: 5, refill: 5, every: 10s}
                costs: {GET /export: 3}
              pair:
                routes: [POST /pair]
                key: [customer, address]
                sliding-window: {limit: 1, window: 16s}
            """;

    private final StepTime time = new StepTime();
    private final Limits limits = new Limits(policies(TWO), NodeCounters.alone(time), 1000);

    @Test
    void aBurstPassesThenAsManyAsComeBackAndTheRefusedLearnWhen() {
        assertThat(claim("ada", "1").allows()).isTrue();
        assertThat(claim("ada", "1")).isInstanceOfSatisfying(Allowed.class, allowed -> {
            assertThat(allowed.policy().name()).isEqualTo("person");
            assertThat(allowed.remaining()).isZero();
        });
        assertThat(claim("ada", "1")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.policy().name()).isEqualTo("person");
            assertThat(refused.retrySeconds()).isEqualTo(1);
        });
        time.pass(Duration.ofSeconds(1));
        assertThat(claim("ada", "1").allows()).isTrue();
        assertThat(claim("ada", "1").allows()).isFalse();
    }

    @Test
    void oneWhoIsRefusedByOnePolicyTakesNothingFromTheOthers() {
        claim("ada", "1");
        claim("ada", "1");
        for (int i = 0; i < 20; i++) {
            assertThat(claim("ada", "1").allows()).isFalse();
        }
        assertThat(claim("bea", "1").allows()).isTrue();
        assertThat(claim("cyd", "1").allows()).isTrue();
        assertThat(claim("dan", "1").allows()).isTrue();
        assertThat(claim("eve", "1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.policy().name()).isEqualTo("house"));
        assertThat(claim("eve", "2").allows()).isTrue();
    }

    @Test
    void aPolicyByCustomerDoesNotConcernAGuestAndACombinationCountsByAllItsParts() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.decide("POST", "/claim", who("1", null)).allows()).isTrue();
        }
        assertThat(limits.decide("POST", "/pair", who("2", "ada")).allows()).isTrue();
        assertThat(limits.decide("POST", "/pair", who("3", "ada")).allows()).isTrue();
        assertThat(limits.decide("POST", "/pair", who("2", "bea")).allows()).isTrue();
        assertThat(limits.decide("POST", "/pair", who("2", "ada")).allows()).isFalse();
    }

    @Test
    void aDearRequestTakesMore() {
        assertThat(limits.decide("GET", "/export", who("1", null)).allows()).isTrue();
        assertThat(limits.decide("GET", "/export", who("1", null)).allows()).isFalse();
        assertThat(limits.decide("GET", "/other", who("1", null)).allows()).isTrue();
    }

    @Test
    void whatStaysTheSameKeepsItsCountsWhenPoliciesAreExchanged() {
        claim("ada", "1");
        claim("ada", "1");
        limits.use(
                policies(TWO.replace("[POST /claim]", "[\"POST,PUT /claim\"]").replace("capacity: 5", "capacity: 50")));
        assertThat(claim("ada", "1").allows()).isFalse();
        assertThat(limits.decide("PUT", "/claim", who("1", "ada")).allows()).isFalse();
        assertThat(limits.view())
                .filteredOn(view -> view.name().equals("person"))
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.routes()).containsExactly("POST /claim", "PUT /claim");
                    assertThat(view.allowed()).isEqualTo(2);
                    assertThat(view.refused()).isEqualTo(2);
                });
        limits.use(policies(TWO.replace("capacity: 2", "capacity: 3")));
        assertThat(claim("ada", "1").allows()).isTrue();
    }

    @Test
    void whatIsNoRequestIsCountedByName() {
        assertThat(limits.take("person", "mail:x", 2).allows()).isTrue();
        assertThat(limits.take("person", "mail:x", 1).allows()).isFalse();
        assertThatThrownBy(() -> limits.take("nobody", "x", 1)).hasMessageContaining("no policy nobody");
    }

    @Test
    void ofManyThreadsAsManyPassAsTheLimitSays() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 800; i++) {
                threads.submit(() -> {
                    if (limits.decide("GET", "/x", who("9", null)).allows()) {
                        passed.incrementAndGet();
                    }
                });
            }
        }
        assertThat(passed).hasValue(5);
    }

    private Decision claim(String customer, String address) {
        return limits.decide("POST", "/claim", who(address, customer));
    }

    static Policies policies(String yaml) {
        return Policies.of("test.yaml", yaml, new Written(Map.of(), Map.of()));
    }

    static Who who(String address, @Nullable String customer) {
        return new Who() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public @Nullable String customer() {
                return customer;
            }

            @Override
            public @Nullable String apiKey() {
                return null;
            }

            @Override
            public @Nullable String signedIn() {
                return customer;
            }
        };
    }
}
