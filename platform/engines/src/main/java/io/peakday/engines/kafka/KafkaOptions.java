package io.peakday.engines.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the embedded broker runs.
 *
 * @param folder holds the logs of topics and of the quorum, and the password
 * @param port 0 for a free one, which is kept for the next start where possible
 * @param configuration more broker settings; they win over the light defaults
 */
public record KafkaOptions(Path folder, int port, Map<String, String> configuration) {
    public KafkaOptions {
        folder = folder.toAbsolutePath().normalize();
        configuration = Map.copyOf(configuration);
    }

    public static KafkaOptions light(Path folder) {
        return new KafkaOptions(folder, 0, Map.of());
    }

    /**
     * The broker's settings. Few threads, because there is one producer and a handful of consumers; short sessions,
     * because after a hard kill the broker waits for its own old session to end; small segments and buffers, because
     * the truth is in PostgreSQL and topics only carry it on.
     */
    Map<String, String> properties(BrokerLogin login, int brokerPort, int controllerPort) {
        Map<String, String> all = new HashMap<>(login.ofListeners(List.of("BROKER", "CONTROLLER")));
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("listeners", "BROKER://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", "BROKER://127.0.0.1:" + brokerPort);
        all.put("inter.broker.listener.name", "BROKER");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("log.dirs", folder.resolve("logs").toString());
        // After a hard kill: the default session of 9 s would have to run out first.
        all.put("broker.session.timeout.ms", "1500");
        all.put("broker.heartbeat.interval.ms", "250");
        all.put("controller.quorum.election.timeout.ms", "200");
        all.put("controller.quorum.fetch.timeout.ms", "1000");
        all.put("controller.quorum.election.backoff.max.ms", "200");
        // One small machine.
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "2");
        all.put("background.threads", "2");
        all.put("num.recovery.threads.per.data.dir", "2");
        all.put("num.replica.alter.log.dirs.threads", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("default.replication.factor", "1");
        all.put("min.insync.replicas", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.segment.bytes", Integer.toString(16 << 20));
        all.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        all.put("log.cleaner.threads", "1");
        all.put("socket.send.buffer.bytes", "-1");
        all.put("socket.receive.buffer.bytes", "-1");
        // Topics are made by those who own them, never by a misspelt name.
        all.put("auto.create.topics.enable", "false");
        all.put("log.retention.hours", "168");
        all.putAll(configuration);
        return all;
    }
}
