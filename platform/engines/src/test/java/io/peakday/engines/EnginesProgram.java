package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A program with embedded engines, for tests that kill it. {@code write} acknowledges rows and events on its standard
 * output until it is killed; {@code hold} only says that it is up; a failure is reported by its code and sentence.
 */
final class EnginesProgram {
    private EnginesProgram() {}

    public static void main(String[] arguments) throws Exception {
        EngineSettings settings = EngineSettings.embedded(Path.of(arguments[1]));
        try (Engines engines = Engines.start(settings, new FolderModes(Set.of()), StartListener.silent())) {
            Database database = engines.database();
            engines.kafkaBootstrap().servers();
            System.out.println("up " + ((LocalPostgres) engines.postgres()).pid());
            if (arguments[0].equals("write")) {
                engines.migrate(java.util.List.of(new SchemaMigration("kept", "db/kept")));
                write(database, engines.kafkaBootstrap());
            } else if (arguments[0].equals("hold")) {
                Thread.sleep(TimeUnit.MINUTES.toMillis(2));
            }
        } catch (Failure e) {
            System.out.println("failure " + e.code() + " " + e.detail());
        }
    }

    private static void write(Database database, KafkaBootstrap kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.createTopics(java.util.List.of(new NewTopic("acknowledged", 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(
                kafka.client(Map.of("acks", "all")), new StringSerializer(), new StringSerializer())) {
            for (int id = 1; ; id++) {
                database.sql()
                        .sql("insert into kept.acknowledged values (?)")
                        .param(id)
                        .update();
                producer.send(new ProducerRecord<>("acknowledged", Integer.toString(id)))
                        .get();
                System.out.println("acknowledged " + id);
            }
        }
    }
}
