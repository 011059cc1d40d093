package io.peakday.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.consolekit.Chart;
import io.peakday.ui.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line of a template that ends in a backslash goes on in the next, as in a text block: the page has neither break nor indentation. */
class TemplatesTest {
    private static final Path PLATFORM = Path.of("..", "..", "platform");
    private static final String KIT = "src/main/resources/META-INF/peakday/jte";

    @Test
    void aLineThatGoesOnInTheNextIsOneLineOfThePage() {
        Chart chart = new Chart(
                "Orders",
                "a day",
                "3",
                "2",
                "Mon",
                "Tue",
                List.of(
                        new Chart.Bar(60, 52, 380, 48, "Mon: 1", "", false),
                        new Chart.Bar(560, 4, 380, 96, "Tue: 2", "/console/orders", true)));
        byte[] page = Templates.of("io.peakday.console.templates", getClass().getClassLoader())
                .render("part/chart", chart);
        assertThat(new String(page, StandardCharsets.UTF_8).replace('"', '\'').lines())
                .containsExactly(
                        "<figure class='chart card'>",
                        "  <figcaption><span class='eyebrow'>Orders</span><span class='figure num'>3</span></figcaption>",
                        "  <div class='plot'>",
                        "    <span class='axis-y num' aria-hidden='true'><span>2</span><span>0</span></span>",
                        "    <svg viewBox='0 0 1000 100' preserveAspectRatio='none' role='group' aria-label='Orders, a day'>",
                        "      <line x1='0' y1='4' x2='1000' y2='4' class='grid'></line>"
                                + "<line x1='0' y1='52' x2='1000' y2='52' class='grid'></line>",
                        "      <g><title>Mon: 1</title>"
                                + "<rect class='hit' x='60.0' y='0' width='380.0' height='100'></rect>"
                                + "<rect class='bar-rect ' x='60.0' y='52.0' width='380.0' height='48.0'></rect></g>"
                                + "<a href='/console/orders' aria-label='Tue: 2'><title>Tue: 2</title>"
                                + "<rect class='hit' x='560.0' y='0' width='380.0' height='100'></rect>"
                                + "<rect class='bar-rect now' x='560.0' y='4.0' width='380.0' height='96.0'></rect></a>",
                        "      <line x1='0' y1='100' x2='1000' y2='100' class='base'></line>",
                        "    </svg>",
                        "    <span class='axis-x num' aria-hidden='true'><span>Mon</span>"
                                + "<span class='quiet'>a day</span><span>Tue</span></span>",
                        "  </div>",
                        "</figure>");
    }

    @Test
    void everyTemplateIsGeneratedFromItsLinesPutTogether() throws IOException {
        Map<Path, String> joined = new TreeMap<>();
        for (Path folder : List.of(
                PLATFORM.resolve("ui").resolve(KIT),
                PLATFORM.resolve("console-kit").resolve(KIT),
                Path.of("src/main/jte"))) {
            for (Path file : filesIn(folder)) {
                joined.put(folder.relativize(file), Files.readString(file).replaceAll("\\\\\\R[ \\t]*", ""));
            }
        }
        Map<Path, String> generated = new TreeMap<>();
        Path target = Path.of("target", "jte");
        for (Path file : filesIn(target)) {
            generated.put(target.relativize(file), Files.readString(file));
        }
        assertThat(generated).isEqualTo(joined);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
