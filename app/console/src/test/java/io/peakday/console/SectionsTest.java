package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.SampleOperator;
import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.HealthFigures;
import io.peakday.consolekit.HealthFigures.Figure;
import io.peakday.consolekit.HealthFigures.Group;
import io.peakday.consolekit.Level;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.consolekit.OverviewSummary.Summary;
import io.peakday.consolekit.OverviewSummary.Tile;
import io.peakday.consolekit.Section;
import io.peakday.customers.Customers;
import io.peakday.identity.Actor;
import io.peakday.identity.CurrentActor;
import io.peakday.identity.Role;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pages of the console on which sections of other modules answer, throw and hang, over HTTP. */
class SectionsTest {
    private static final NodeWiring WIRING = Store.WIRING
            .and(Planted.class)
            .setting("peakday.slots.console-budget", "1500ms")
            .setting("peakday.slots.failures", 1_000);
    private static final String MISSING = "This could not be read just now.";
    private static final CountDownLatch RELEASE = new CountDownLatch(1);
    private static final AtomicReference<Supplier<@Nullable Section>> ANSWER = new AtomicReference<>(() -> null);
    private static final AtomicBoolean FIGURES_FAIL = new AtomicBoolean();
    private static final AtomicReference<Actor> DRAWN_AS = new AtomicReference<>();

    /** One of each. */
    @Configuration(proxyBeanMethods = false)
    static class Planted {
        @Bean
        OverviewSection plantedOnOverview() {
            return OverviewSection.of("planted", "Planted figures", frame -> draw());
        }

        @Bean
        CustomerSection plantedOnCustomer() {
            return CustomerSection.of("planted", "Planted figures", (customer, frame) -> draw());
        }

        @Bean
        OverviewSummary plantedSummary() {
            return OverviewSummary.of(
                    "planted-summary",
                    "Planted number",
                    frame -> Summary.of(
                            new Tile("Planted number", "" + figure(), "counted", "/console/planted", Level.BAD)));
        }

        @Bean
        HealthFigures plantedHealth() {
            return HealthFigures.of(
                    "planted",
                    "Planted health",
                    () -> new Group("Planted health", List.of(new Figure("Depth", "" + figure(), "m")), null));
        }

        private static int figure() {
            if (FIGURES_FAIL.get()) {
                throw new IllegalStateException("planted");
            }
            return 1_717;
        }

        private static @Nullable Section draw() {
            DRAWN_AS.set(CurrentActor.get());
            return ANSWER.get().get();
        }
    }

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static Store store;
    private static List<String> pages;

    @BeforeAll
    static void open() throws Exception {
        store = Store.open(postgres, WIRING);
        UUID customer = store.get(Customers.class).ensure("ada@example.org", "Ada Lovelace", "a long enough sentence");
        pages = List.of("/console", "/console/customers/" + customer);
    }

    @AfterAll
    static void close() {
        RELEASE.countDown();
        store.close();
    }

    @Test
    void aSectionIsDrawnAsWhoReadsThePage() throws Exception {
        for (String page : pages) {
            DRAWN_AS.set(null);
            String body = read(
                    page,
                    () -> new Section("Planted figures", null, output -> output.writeContent("<p>seventeen</p>")));
            assertThat(body).contains("Planted figures", "seventeen").doesNotContain(MISSING);
            assertThat(DRAWN_AS.get()).isInstanceOf(Actor.Staff.class);
        }
    }

    @Test
    void inPlaceOfASectionThatThrowsStandsASentence() throws Exception {
        for (String page : pages) {
            assertThat(read(page, () -> {
                        throw new IllegalStateException("planted");
                    }))
                    .contains("Planted figures", MISSING);
        }
    }

    @Test
    void inPlaceOfASectionWhoseContentCannotBeWrittenStandsASentence() throws Exception {
        for (String page : pages) {
            assertThat(read(
                            page,
                            () -> new Section("Planted figures", null, output -> {
                                output.writeContent("half of it");
                                throw new IllegalStateException("planted");
                            })))
                    .contains("Planted figures", MISSING)
                    .doesNotContain("half of it");
        }
    }

    @Test
    void inPlaceOfASectionThatHangsStandsASentence() throws Exception {
        for (String page : pages) {
            assertThat(read(page, () -> {
                        try {
                            RELEASE.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return null;
                    }))
                    .contains("Planted figures", MISSING);
        }
    }

    @Test
    void numbersOfAModuleAreShownAndInPlaceOfThoseThatCannotBeReadStandsATile() throws Exception {
        assertThat(read("/console", () -> null))
                .contains("Planted number", "1717", "href=\"/console/planted\"", "tile card bad");
        FIGURES_FAIL.set(true);
        try {
            assertThat(read("/console", () -> null))
                    .contains("Planted number", "could not be read just now")
                    .doesNotContain("1717");
        } finally {
            FIGURES_FAIL.set(false);
        }
    }

    @Test
    void figuresOfAModulesHealthAreShownAndInPlaceOfThoseThatCannotBeReadStandsASentence() throws Exception {
        assertThat(read("/console/health", () -> null))
                .contains("Planted health", "1717")
                .doesNotContain(MISSING);
        FIGURES_FAIL.set(true);
        try {
            assertThat(read("/console/health", () -> null))
                    .contains("Planted health", MISSING)
                    .doesNotContain("1717");
        } finally {
            FIGURES_FAIL.set(false);
        }
    }

    @Test
    void ofASectionThatHasNothingToShowNothingIsSaid() throws Exception {
        for (String page : pages) {
            assertThat(read(page, () -> null)).doesNotContain("Planted figures", MISSING);
        }
    }

    private static String read(String page, Supplier<@Nullable Section> answer) throws Exception {
        ANSWER.set(answer);
        HttpResponse<String> read = new SampleOperator(store.url())
                .signedIn(store.member(Role.OWNER))
                .get(page);
        assertThat(read.statusCode()).as(page).isEqualTo(200);
        return read.body();
    }
}
