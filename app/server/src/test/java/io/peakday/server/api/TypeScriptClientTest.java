package io.peakday.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.demo.DemoLogins;
import io.peakday.server.whole.SharedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client of TypeScript that is generated from the published document, checked by its compiler, and used: a guest shops from the search
 * to the order, and a merchant has a day with it. Needs Node.js and npm, and the packages of {@code src/test/clients/typescript}.
 */
class TypeScriptClientTest {
    private static final Path SOURCES = Path.of("src/test/clients/typescript");
    private static final Path FOLDER = Path.of("target/clients/typescript").toAbsolutePath();
    private static final String DOCUMENT =
            Path.of("../../docs/openapi.json").toAbsolutePath().normalize().toString();
    private static final Command COMMAND = new Command(FOLDER);

    @RegisterExtension
    static final SharedNode shop = new SharedNode();

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("node_modules"))
                    .toList()) {
                Path copy = FOLDER.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
        COMMAND.run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        COMMAND.run("npx", "openapi-typescript", DOCUMENT, "-o", "src/api.d.ts");
        COMMAND.run("npx", "tsc");
    }

    @Test
    void theLinterFindsNothing() throws Exception {
        assertThat(COMMAND.run("npx", "redocly", "lint", "--format=json", DOCUMENT))
                .contains("\"errors\": 0", "\"warnings\": 0");
    }

    @Test
    void aGuestShopsAndAMerchantShips() throws Exception {
        String number =
                COMMAND.run("node", "build/shop.js", shop.url(), "kettle").strip();

        assertThat(number).startsWith("PD-");
        assertThat(COMMAND.run("node", "build/merchant.js", shop.url(), DemoLogins.OWNER, DemoLogins.PASSWORD, number)
                        .strip())
                .isEqualTo("DELIVERED");
    }
}
