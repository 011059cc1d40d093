package io.peakday.benchkit;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Many connections on one thread: no more of the processor than reading, writing and looking at the answers. */
final class LoadClients {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Selector selector;
    private final Crowd.RequestSource requests;
    private final Predicate<Answer> good;
    private final long end;
    private final Histogram micros = Result.histogram();
    private long failed;
    private long lastAnswer = System.nanoTime();

    private LoadClients(Selector selector, Crowd.RequestSource requests, Predicate<Answer> good, Duration time) {
        this.selector = selector;
        this.requests = requests;
        this.good = good;
        this.end = System.nanoTime() + time.toNanos();
    }

    static Result run(
            String host, int port, int shoppers, Duration time, Crowd.RequestSource requests, Predicate<Answer> good) {
        List<LoadClient> clients = new ArrayList<>();
        InetSocketAddress server = new InetSocketAddress(host, port);
        try (Selector selector = Selector.open()) {
            try {
                for (int number = 0; number < shoppers; number++) {
                    clients.add(new LoadClient(number, server, selector));
                }
                return new LoadClients(selector, requests, good, time).send(clients, time);
            } finally {
                for (LoadClient client : clients) {
                    client.channel.close();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a shopper gave up: " + e, e);
        }
    }

    private Result send(List<LoadClient> clients, Duration time) throws IOException {
        for (LoadClient client : clients) {
            send(client);
        }
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            selector.select(this::answer, Math.max(1, Math.min(end - now, TIMEOUT.toNanos()) / 1_000_000));
            if (System.nanoTime() - lastAnswer > TIMEOUT.toNanos()) {
                throw new IOException("no answer within " + TIMEOUT.toSeconds() + " s");
            }
        }
        return Result.of(micros, failed, time);
    }

    private void send(LoadClient client) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(requests.request(client.number, client.round++));
        client.sentAt = System.nanoTime();
        while (request.hasRemaining()) {
            client.channel.write(request);
        }
    }

    private void answer(SelectionKey key) {
        try {
            LoadClient client = (LoadClient) key.attachment();
            Answer answer = client.read();
            if (answer == null) {
                return;
            }
            lastAnswer = System.nanoTime();
            if (lastAnswer < end) {
                Result.record(micros, lastAnswer - client.sentAt);
                failed += good.test(answer) ? 0 : 1;
                send(client);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a shopper gave up: " + e, e);
        }
    }

    private static final class LoadClient {
        private final int number;
        private final InetSocketAddress server;
        private final Selector selector;
        private SocketChannel channel;
        private AnswerReader reader = new AnswerReader();
        private long round;
        private long sentAt;

        LoadClient(int number, InetSocketAddress server, Selector selector) throws IOException {
            this.number = number;
            this.server = server;
            this.selector = selector;
            this.channel = open();
        }

        private SocketChannel open() throws IOException {
            SocketChannel opened = SocketChannel.open(server);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            return opened;
        }

        /** Null: not complete yet. */
        private @Nullable Answer read() throws IOException {
            byte[] buffer = reader.buffer();
            int count = channel.read(ByteBuffer.wrap(buffer, reader.filled(), buffer.length - reader.filled()));
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            AnswerReader.Read read = reader.more(count);
            if (read == null) {
                return null;
            }
            if (read.closes()) {
                channel.close();
                reader = new AnswerReader();
                channel = open();
            }
            return read.answer();
        }
    }
}
