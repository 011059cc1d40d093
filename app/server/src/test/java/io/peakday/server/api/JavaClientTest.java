package io.peakday.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.demo.DemoLogins;
import io.peakday.server.whole.SharedNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;

/**
 * A client of Java that is generated from the published document, compiled and used: a guest shops from the search to the order, and a
 * merchant has a day with it, as in {@link TypeScriptClientTest}.
 */
class JavaClientTest {
    private static final Path STORIES = Path.of("src/test/clients/java").toAbsolutePath();
    private static final Path FOLDER = Path.of("target/clients/java").toAbsolutePath();
    private static final Path GENERATOR =
            Path.of("target/clients/openapi-generator-cli.jar").toAbsolutePath();
    private static final Path DOCUMENT =
            Path.of("../../docs/openapi.json").toAbsolutePath().normalize();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private static final Command COMMAND = new Command(FOLDER);

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        FileSystemUtils.deleteRecursively(FOLDER);
        COMMAND.run(
                JAVA.resolve("java").toString(),
                "-jar",
                GENERATOR.toString(),
                "generate",
                "--input-spec=" + DOCUMENT,
                "--generator-name=java",
                "--library=native",
                "--output=" + FOLDER,
                "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
                "--additional-properties=openApiNullable=false,useJakartaEe=true,invokerPackage=shop.client"
                        + ",apiPackage=shop.client.api,modelPackage=shop.client.model");
        List<String> compile = new ArrayList<>(List.of(
                JAVA.resolve("javac").toString(),
                "-nowarn",
                "-proc:none",
                "-d",
                "classes",
                "-cp",
                System.getProperty("java.class.path")));
        for (Path sources : List.of(FOLDER.resolve("src/main/java"), STORIES)) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(compile::add);
            }
        }
        COMMAND.run(compile.toArray(String[]::new));
    }

    @Test
    void aGuestShopsAndAMerchantShips() throws Exception {
        String number = run("example.Shop", shop.url(), "kettle");

        assertThat(number).startsWith("PD-");
        assertThat(run("example.Merchant", shop.url(), DemoLogins.OWNER, DemoLogins.PASSWORD, number))
                .isEqualTo("DELIVERED");
    }

    private static String run(String story, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-cp",
                FOLDER.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                story));
        words.addAll(List.of(arguments));
        return COMMAND.run(words.toArray(String[]::new)).strip();
    }
}
