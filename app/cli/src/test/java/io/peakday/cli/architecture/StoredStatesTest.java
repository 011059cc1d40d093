package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StoredStatesTest {
    enum Stored {
        OPEN,
        CLOSED
    }

    enum Typed {
        YES
    }

    static Stored stored(ResultSet row) throws SQLException {
        return Stored.valueOf(row.getString(1));
    }

    static Typed typed(String text) {
        return Typed.valueOf(text);
    }

    @Test
    void constantsThatARowHoldsAreFoundAndThoseThatSomebodyTypesAreNot() {
        JavaClasses planted = new ClassFileImporter().importClasses(StoredStatesTest.class, Stored.class, Typed.class);
        assertThat(StoredStates.in(planted))
                .containsOnlyKeys(Stored.class.getName())
                .containsValue(new TreeSet<>(
                        List.of("state StoredStatesTest.Stored CLOSED", "state StoredStatesTest.Stored OPEN")));
    }
}
