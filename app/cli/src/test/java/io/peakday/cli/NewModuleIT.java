package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.cli.Launcher.Ended;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One system, one folder: a module with a schema, a setting, a route, a console page, a line on the front page, a command, a benchmark and a
 * drill is put into a copy of the program, together with the three lines that name it: in the list of modules of the build, in that of
 * descriptors, and among the dependencies of {@code app/server}. Nothing else is changed, and everything that it brings is there. What tests
 * of the whole program know of it ({@code names.txt}, {@code routes.txt}, {@code roles.txt}) is in its folder, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewModuleIT {
    /** What no build needs: a store in the usual folder, what other tests write meanwhile, and what was packaged, so that it is built. */
    private static final Set<String> LEFT_OUT =
            Set.of(".git", ".peakday", "dist", "surefire", "surefire-reports", "failsafe-reports", "coverage");

    private static final String PASSWORD = "a long enough sentence";

    private Path program;
    private Launcher peakday;

    @BeforeAll
    void copyTheProgramAndPutTheModuleIn(@TempDir Path folder) throws Exception {
        Path launcher = Path.of(System.getProperty("peakday.launcher"));
        program = folder.resolve("program");
        copy(launcher.getParent(), program);
        copy(Path.of("src/test/modules/greeting"), program.resolve("shop/greeting"));
        insert("pom.xml", "<module>app/server</module>", "<module>shop/greeting</module>");
        insert(
                "app/server/pom.xml",
                "</dependencies>",
                "<dependency><groupId>io.peakday</groupId><artifactId>peakday-greeting</artifactId>"
                        + "<version>${project.version}</version></dependency>");
        insert(
                "app/server/src/main/java/io/peakday/server/ModuleRegistry.java",
                "OrdersModule.class,",
                "io.peakday.greeting.GreetingModule.class,");
        peakday = new Launcher(program.resolve("peakday"), folder);
        Instant began = Instant.now();
        peakday.succeeds("help");
        // How long it takes is the machine's affair.
        System.out.println("The program with the new module was built in "
                + Duration.between(began, Instant.now()).toSeconds() + " s");
    }

    @AfterAll
    void stop() throws Exception {
        peakday.run("down");
    }

    @Test
    void aModuleNeedsNoMoreThanItsFolderAndThreeLines() throws Exception {
        assertThat(peakday.succeeds("help")).contains("greeting", "Lists the greetings.");
        peakday.succeedsWith(PASSWORD, "staff", "add", "owner@shop.example", "--password-stdin");
        assertThat(peakday.succeeds("greeting")).contains("de Guten Morgen", "en Good morning");

        String url = peakday.run("up", "--port", "0", "--empty", "--detach", "--set", "peakday.greeting.language=de")
                .address();
        try (HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofMinutes(1))
                .build()) {
            assertThat(get(client, url + "api/v1/greeting")).contains("Guten Morgen");
            assertThat(get(client, url + "api/v1/openapi")).contains("/api/v1/greeting", "GREETING_READ");
            assertThat(get(client, url)).contains("<p class=\"greeting\" lang=\"de\">Guten Morgen</p>");
            signIn(client, url);
            assertThat(get(client, url + "api/v1/admin/limits")).contains("\"greeting\"");
            assertThat(get(client, url + "console/greeting"))
                    .contains(
                            "</li><li class=\"card pad\"><b>en</b> Good morning</li></ul>",
                            "href=\"/console/greeting\" aria-current=\"page\"");
        }
    }

    @Test
    void itsBenchmarkAndItsDrillAreListedAndRunFromAJarOfTheirOwn() throws Exception {
        assertThat(peakday.succeeds("bench", "--list")).contains("greeting     Greetings made");
        assertThat(peakday.succeeds("bench", "greeting"))
                .contains("## Greetings made", "| greetings | ", "8890 letters");
        assertThat(peakday.succeeds("drill", "--help")).contains("Everybody is greeted in their language.");
        assertThat(peakday.succeeds("drill", "greeting")).contains("Everybody was greeted.");
        Ended failed = peakday.run("drill", "greeting", "--wrong");
        assertThat(failed.code()).as(failed.output()).isEqualTo(1);
        assertThat(failed.output()).contains("Somebody was not greeted.");

        Path libraries = program.resolve("app/cli/target/dist/lib");
        try (JarFile serves = new JarFile(jar(libraries, "peakday-greeting-[^-]+(-SNAPSHOT)?\\.jar"));
                JarFile measures = new JarFile(jar(libraries, "peakday-greeting-.*-bench\\.jar"))) {
            String drill = "io/peakday/greeting/bench/GreetingDrill.class";
            assertThat(serves.getEntry(drill)).isNull();
            assertThat(measures.getEntry(drill)).isNotNull();
        }
    }

    private static File jar(Path libraries, String name) throws IOException {
        try (Stream<Path> all = Files.list(libraries)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow()
                    .toFile();
        }
    }

    private static String get(HttpClient client, String address) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void signIn(HttpClient client, String url) throws IOException, InterruptedException {
        String form = "{\"email\":\"owner@shop.example\",\"password\":\"" + PASSWORD + "\"}";
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "api/v1/admin/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", url.substring(0, url.length() - 1))
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Puts a line before the last place where the text is, as somebody would who edits the file now. */
    private void insert(String file, String before, String line) throws IOException {
        Path path = program.resolve(file);
        String text = Files.readString(path);
        int at = text.lastIndexOf(before);
        assertThat(at).as(before + " in " + file).isPositive();
        Files.writeString(path, text.substring(0, at) + line + "\n    " + text.substring(at));
        Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    }

    /** With their times, so that only what is new is built. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (LEFT_OUT.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copied = to.resolve(from.relativize(file));
                Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                if (file.getFileName().toString().endsWith(".lst")) {
                    relocate(from, to, copied);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What the compiler noted of a module by full paths, as if it had been compiled in the copy. */
    private static void relocate(Path from, Path to, Path list) throws IOException {
        String text = Files.readString(list);
        Files.writeString(list, text.replace(from + File.separator, to + File.separator));
    }
}
