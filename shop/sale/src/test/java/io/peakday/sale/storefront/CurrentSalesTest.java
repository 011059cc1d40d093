package io.peakday.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.sale.SaleNow;
import io.peakday.testkit.SteppedClock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CurrentSalesTest {
    private final SteppedClock clock = new SteppedClock();
    private boolean down = true;

    private final CurrentSales current = new CurrentSales(most -> read(), new SaleTimes(ZoneId.of("UTC")), clock);

    private List<SaleNow> read() {
        if (down) {
            throw new IllegalStateException("down");
        }
        return List.of();
    }

    @Test
    void theListFailsWithTheFirstReadAndPagesThatNeedNoSaleDoNot() {
        assertThat(current.any()).isFalse();
        assertThatThrownBy(current::all).hasMessage("down");
        assertThat(current.links()).isEmpty();
        assertThatThrownBy(current::all).hasMessage("down");
        down = false;
        assertThat(current.all()).isEmpty();
        down = true;
        clock.advance(CurrentSales.FRESH);
        assertThat(current.all()).isEmpty();
    }

    @Test
    void theListWaitsForAReadThatIsUnderWay() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        CurrentSales slow = new CurrentSales(
                most -> {
                    reading.countDown();
                    try {
                        resume.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new IllegalStateException("away");
                },
                new SaleTimes(ZoneId.of("UTC")),
                clock);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first = threads.submit(slow::any);
            reading.await();
            Future<List<SaleNow>> list = threads.submit(slow::all);
            resume.countDown();
            assertThat(first.get()).isFalse();
            assertThatThrownBy(list::get).hasRootCauseMessage("away");
        }
    }
}
