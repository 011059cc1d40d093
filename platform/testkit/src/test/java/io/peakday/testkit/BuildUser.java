package io.peakday.testkit;

import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import java.net.URI;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A test process of a build: uses an engine as tests do, and prints what it sees. */
final class BuildUser {
    /** Where the line begins; others are what is logged. */
    static final String SEES = "sees: ";

    private BuildUser() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(SEES + (arguments[0].equals("kafka") ? topics() : templates()));
    }

    private static String templates() {
        TestDatabase postgres = TestDatabase.with(new SchemaMigration("sample", "db/sample"));
        Database database = postgres.database();
        database.sql().sql("insert into sample.thing values (1, 'lamp')").update();
        List<Long> templates = postgres.superuser()
                .sql()
                .sql("select oid from pg_database where datname like 'schemas%'")
                .query(Long.class)
                .list();
        return "port " + URI.create(postgres.url().substring("jdbc:".length())).getPort() + ", templates " + templates;
    }

    private static String topics() throws Exception {
        String topic = TestKafka.prefix() + "things";
        try (Admin admin = Admin.create(TestKafka.bootstrap().client())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return "topics "
                    + admin.listTopics().names().get().stream()
                            .map(name -> name.equals(topic) ? "topic of mine" : name)
                            .toList();
        }
    }
}
