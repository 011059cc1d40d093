package io.peakday.server.privacy;

import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for marks wherever a store keeps bytes. Each finding says where and of which fields. */
final class Search {
    private static final int CHUNK = 1 << 20;
    /** More than any form of a mark is long. */
    private static final int OVERLAP = 256;

    private static final byte[] ZEROS = new byte[OVERLAP + CHUNK];

    private final Marks marks;

    Search(Marks marks) {
        this.marks = marks;
    }

    /** In every column of every table of every schema; bytes are looked through as hexadecimal text. */
    List<String> tables(Database database, Set<String> except) {
        List<String> found = new ArrayList<>();
        for (String table : tablesOf(database)) {
            if (except.contains(table)) {
                continue;
            }
            database.sql()
                    .sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(row -> add(found, table, row.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return found;
    }

    static List<String> tablesOf(Database database) {
        return database.sql().sql("""
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
                        order by 1""").query(String.class).list();
    }

    /** In every record of every topic: keys, values and headers. */
    List<String> topics(KafkaBootstrap kafka) {
        List<String> found = new ArrayList<>();
        Map<String, Object> properties = kafka.client(Map.of(ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG, false));
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.listTopics().forEach((topic, partitions) -> {
                List<TopicPartition> all = partitions.stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
                consumer.assign(all);
                consumer.seekToBeginning(all);
                Map<TopicPartition, Long> ends = consumer.endOffsets(all);
                while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                    consumer.poll(Duration.ofMillis(500)).forEach(record -> record(found, record));
                }
            });
        }
        return found;
    }

    /** In every file below a folder, but for those whose path begins with one of the exceptions. */
    List<String> files(Path folder, List<String> except) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (except.stream().noneMatch(name::startsWith)) {
                    try {
                        file(found, name, file);
                    } catch (NoSuchFileException e) {
                        // Removed while we looked.
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Most of a store's bytes are what Kafka and the index preallocate, all of them 0: those are passed over. */
    private void file(List<String> found, String name, Path file) throws IOException {
        byte[] buffer = new byte[OVERLAP + CHUNK];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            int read;
            while ((read = in.readNBytes(buffer, kept, CHUNK)) > 0) {
                int length = kept + read;
                kept = 0;
                if (Arrays.mismatch(buffer, 0, length, ZEROS, 0, length) >= 0) {
                    add(found, name, Arrays.copyOf(buffer, length));
                    kept = Math.min(OVERLAP, length);
                    System.arraycopy(buffer, length - kept, buffer, 0, kept);
                }
            }
        }
    }

    private void record(List<String> found, ConsumerRecord<byte[], byte[]> record) {
        String where = record.topic() + "/" + record.partition() + "@" + record.offset();
        if (record.key() != null) {
            add(found, where + " key", record.key());
        }
        if (record.value() != null) {
            add(found, where, record.value());
        }
        record.headers().forEach(header -> {
            if (header.value() != null) {
                add(found, where + " " + header.key(), header.value());
            }
        });
    }

    private void add(List<String> found, String where, byte[] bytes) {
        Set<String> fields = marks.in(bytes);
        if (!fields.isEmpty()) {
            found.add(where + ": " + fields);
        }
    }
}
