package io.peakday.limits.shared;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.peakday.kernel.Failure;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a Redis or Valkey server that may be away: made when first used, again after it was lost, and never
 * waited for. While it is away, commands fail at once.
 */
public final class RedisLink implements AutoCloseable {
    /** Commands on their way at most; more fail at once. */
    private static final int QUEUE = 10_000;

    private final RedisClient client;
    private final RedisURI where;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, byte[]>> connection;

    /** With the authorities that Java trusts, where it is {@code rediss}. */
    public RedisLink(String url, String password, Duration timeout) {
        this(url, password, timeout, "");
    }

    /**
     * @param url {@code redis://host:port} or {@code rediss://…} for TLS, without a password
     * @param ca a PEM file with the authorities to trust; empty: those that Java trusts
     * @throws Failure {@code limits.bad-redis-url}
     */
    public RedisLink(String url, String password, Duration timeout, String ca) {
        try {
            where = RedisURI.create(url);
        } catch (IllegalArgumentException e) {
            throw Failure.invalid(
                    "limits.bad-redis-url",
                    "'" + url.replaceAll("//.*@", "//…@")
                            + "' is not the address of a Redis server; it looks like redis://host:6379.");
        }
        if (!password.isEmpty()) {
            where.setCredentialsProvider(new io.lettuce.core.StaticCredentialsProvider(null, password.toCharArray()));
        }
        where.setTimeout(timeout);
        where.setVerifyPeer(SslVerifyMode.FULL);
        client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout.multipliedBy(5))
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .sslOptions(trusting(ca))
                .build());
    }

    private static SslOptions trusting(String ca) {
        if (ca.isBlank()) {
            return SslOptions.create();
        }
        File file = new File(ca);
        if (!file.canRead()) {
            throw Failure.invalid(
                    "limits.bad-redis-ca",
                    "The file " + ca + " of peakday.limits.redis.ca is not there or cannot be read.");
        }
        return SslOptions.builder().trustManager(SslOptions.Resource.from(file)).build();
    }

    /** The connection; fails if there is none now. */
    public CompletableFuture<StatefulRedisConnection<String, byte[]>> connection() {
        CompletableFuture<StatefulRedisConnection<String, byte[]>> now;
        synchronized (this) {
            if (connection == null || connection.isCompletedExceptionally()) {
                connection = client.connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), where)
                        .toCompletableFuture();
            }
            now = connection;
        }
        return now.thenApply(found -> {
            if (!found.isOpen()) {
                throw new CompletionException(new java.io.IOException("The Redis server is away"));
            }
            return found;
        });
    }

    /** Where it leads: {@code host:port}. */
    @Override
    public String toString() {
        return where.getHost() + ':' + where.getPort();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
