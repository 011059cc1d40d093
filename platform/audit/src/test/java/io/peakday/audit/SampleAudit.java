package io.peakday.audit;

import io.peakday.engines.Database;
import io.peakday.engines.OwnerDatabase;
import io.peakday.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The audit log of one node, without a server. */
public final class SampleAudit {
    private SampleAudit() {}

    /** With a key of its own, and heads that are recorded nowhere. */
    public static Audit of(TestDatabase postgres, Database database, InstantSource clock) {
        return of(postgres, database, clock, AuditKeys.of("", null));
    }

    public static Audit of(TestDatabase postgres, Database database, InstantSource clock, AuditKeys keys) {
        return new Audit(
                database,
                new OwnerDatabase(postgres.owner()),
                clock,
                new JsonMapper(),
                keys,
                new RecordedHeads(keys, List.of(), false));
    }
}
