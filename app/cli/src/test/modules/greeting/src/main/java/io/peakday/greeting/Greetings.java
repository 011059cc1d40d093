package io.peakday.greeting;

import io.peakday.engines.Database;
import io.peakday.kernel.Failure;
import java.util.List;

/** The greetings there are. */
public final class Greetings {
    private final Database database;

    Greetings(Database database) {
        this.database = database;
    }

    /** @throws Failure {@code greeting.not-found} */
    public Greeting in(String language) {
        return all().stream()
                .filter(one -> one.language().equals(language))
                .findFirst()
                .orElseThrow(() -> Failure.notFound("greeting.not-found", "There is no greeting in this language."));
    }

    public List<Greeting> all() {
        return database.sql()
                .sql("select language, words from greeting.greeting order by language")
                .query((row, n) -> new Greeting(row.getString(1), row.getString(2)))
                .list();
    }
}
