package io.peakday.sale.bench;

import io.peakday.benchkit.Nodes;
import io.peakday.customers.bench.Buyers;
import io.peakday.sale.bench.Answers.Kind;
import io.peakday.sale.bench.Answers.Reply;
import io.peakday.sale.bench.FlashSaleRun.Paid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the crowd does. <b>The rush</b>: everybody presses once it opens (some before), and again until the answer is clear.
 * <b>Retries</b>: some of those who came too late keep asking, and get what others did not pay for. Those who got a unit
 * pay, most of them.
 */
final class Rush {
    /** Connections at once. */
    static final int CONNECTIONS = 192;

    private static final int PAYERS = 8;
    private static final int MAX_RETRYING = 2_000;
    private static final int EARLY = 500;
    private static final long PAUSE_MILLIS = 50;
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);

    private final Nodes nodes;
    private final Buyers buyers;
    private final UUID sale;
    private final long opening;
    private final Answers answers;
    private final Payer payer;
    private final LinkedBlockingQueue<Integer> toPay = new LinkedBlockingQueue<>();
    private final Map<Integer, Paid> paid = new ConcurrentHashMap<>();
    private final AtomicInteger clear = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private Duration rushed = Duration.ZERO;

    Rush(Nodes nodes, Buyers buyers, UUID sale, long opening, Answers answers) {
        this.nodes = nodes;
        this.buyers = buyers;
        this.sale = sale;
        this.opening = opening;
        this.answers = answers;
        this.payer = new Payer(sale);
    }

    /** Buyers who have a clear answer. */
    int clear() {
        return clear.get();
    }

    /** Buyers to whom units were confirmed. */
    int granted() {
        return granted.get();
    }

    /** Buyer and what came of paying, of everybody who sets out to. */
    Map<Integer, Paid> paid() {
        return paid;
    }

    /** The rush, until everybody has a clear answer. */
    void rush() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        crowd(Math.min(CONNECTIONS, buyers.count()), client -> {
            for (int buyer = next.getAndIncrement(); buyer < buyers.count(); buyer = next.getAndIncrement()) {
                press(client, buyer);
            }
        });
        rushed = Duration.ofNanos(System.nanoTime() - opening);
    }

    /** From the opening until everybody had a clear answer. */
    Duration rushed() {
        return rushed;
    }

    /** Pays what is claimed, until {@link #stopPaying}. */
    List<Thread> payers() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            threads.add(Thread.ofVirtual().name("payer-" + i).start(this::payAll));
        }
        return threads;
    }

    void stopPaying() {
        over.set(true);
    }

    /**
     * Those who came too late, asking until so many units are claimed and paid, or the time is over; then once more each.
     *
     * @param units that can be had in all
     */
    void retry(int units, Duration most) throws InterruptedException {
        List<Integer> late = new ArrayList<>();
        for (int buyer = buyers.count() - 1; buyer >= 0 && late.size() < MAX_RETRYING; buyer--) {
            if (!answers.claimed(buyer)) {
                late.add(buyer);
            }
        }
        long end = System.nanoTime() + most.toNanos();
        AtomicInteger next = new AtomicInteger();
        crowd(Math.min(16, Math.max(1, late.size())), client -> {
            while (!late.isEmpty() && System.nanoTime() < end && paidUnits() < units) {
                int attempt = next.getAndIncrement();
                int buyer = late.get(attempt % late.size());
                if (!answers.claimed(buyer)) {
                    note(buyer, client.claim(buyer, attempt / late.size()), true);
                }
                Thread.sleep(ASK_AGAIN.toMillis() * 16 / Math.max(16, late.size()) + 1);
            }
        });
        AtomicInteger last = new AtomicInteger();
        crowd(Math.min(16, Math.max(1, late.size())), client -> {
            for (int i = last.getAndIncrement(); i < late.size(); i = last.getAndIncrement()) {
                note(late.get(i), client.claim(late.get(i), i), true);
            }
        });
    }

    private long paidUnits() {
        return paid.values().stream().filter(Paid::inFull).count();
    }

    /** Presses until the answer is clear. The first few do so before it opens. */
    private void press(Buyer client, int buyer) throws InterruptedException {
        if (buyer >= EARLY) {
            while (client.now() < 0) {
                TimeUnit.NANOSECONDS.sleep(-client.now());
            }
        }
        long pressed = Long.MIN_VALUE;
        for (int attempt = 0; ; attempt++) {
            Reply reply = client.claim(buyer, attempt);
            if (pressed == Long.MIN_VALUE && reply.asked() >= 0) {
                pressed = reply.asked();
            }
            // A claim that is found on asking again was made some time since the first press.
            boolean before = reply.kind() == Kind.ALREADY_CLAIMED && pressed != Long.MIN_VALUE;
            note(buyer, before ? reply.askedAt(pressed) : reply, FlashSalePlan.pays(buyer));
            switch (reply.kind()) {
                case CLAIMED, ALREADY_CLAIMED, SOLD_OUT, LIMIT_REACHED, WRONG -> {
                    answers.clear(Math.max(0, pressed), reply.answered());
                    clear.incrementAndGet();
                    return;
                }
                case NOT_OPEN, WAITING -> Thread.sleep(PAUSE_MILLIS);
                case LATER, NONE -> {
                    if (reply.answered() > GIVE_UP.toNanos()) {
                        return;
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        }
    }

    private void note(int buyer, Reply reply, boolean pays) {
        boolean before = answers.claimed(buyer);
        answers.add(buyer, reply);
        if (!before && answers.claimed(buyer)) {
            granted.incrementAndGet();
            if (pays) {
                paid.put(buyer, Paid.NEVER_ASKED);
                toPay.add(buyer);
            }
        }
    }

    private void payAll() {
        try (Buyer client = new Buyer(nodes, buyers, sale, opening)) {
            while (!over.get() || !toPay.isEmpty()) {
                Integer buyer = toPay.poll(100, TimeUnit.MILLISECONDS);
                if (buyer != null) {
                    String said = payer.pay(client, buyer);
                    paid.put(buyer, new Paid(said, client.now()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Buyer client) throws InterruptedException;
    }

    private void crowd(int size, Work work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                all.add(threads.submit(() -> {
                    try (Buyer client = new Buyer(nodes, buyers, sale, opening)) {
                        work.with(client);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the crowd broke down: " + e.getCause(), e.getCause());
        }
    }
}
