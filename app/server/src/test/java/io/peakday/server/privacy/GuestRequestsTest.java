package io.peakday.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Failure;
import io.peakday.notify.GuestRequests;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.SharedNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuestRequestsTest {
    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @Test
    void howeverManyAskAtOnceThreeMailsAnHourGoToAnAddress() {
        Buyer guest = new Buyer(shop.url(), UUID.randomUUID() + "@example.com");
        guest.puts(shop.goods().product(3).variants().getFirst().id(), 1)
                .orders()
                .ok();
        AtomicInteger accepted = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                threads.submit(() -> {
                    try {
                        shop.bean(GuestRequests.class).ask(guest.email(), GuestRequests.Kind.ERASE);
                        accepted.incrementAndGet();
                    } catch (Failure busy) {
                        assertThat(busy.code()).isEqualTo("notify.busy");
                    }
                });
            }
        }
        assertThat(accepted.get()).isGreaterThan(3);
        await().during(Duration.ofSeconds(2)).until(() -> mails(guest.email()) == 3);
    }

    private static long mails(String email) {
        return shop.ownerDatabase()
                .sql()
                .sql("select count(*) from notify.outgoing where kind like 'privacy-%' and recipient = ?")
                .param(email)
                .query(Long.class)
                .single();
    }
}
