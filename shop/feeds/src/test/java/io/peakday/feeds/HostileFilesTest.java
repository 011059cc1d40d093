package io.peakday.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.catalog.Product;
import io.peakday.kernel.Failure;
import io.peakday.testkit.Seeds;
import io.peakday.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    @RegisterExtension
    static final TestDatabase postgres = Exchange.database();

    private static final Mapping CSV = Mapping.parse("""
            format = csv
            id = {id}
            sku = {id}
            title = {title}
            price = {price}
            stock = {stock}
            attribute.note = text {note}
            """);
    private static final Mapping JSONL = Mapping.parse("""
            format = jsonl
            id = {id}
            sku = {id}
            title = {title}
            price = {price}
            price.unit = minor
            attribute-prefix.n_ = number
            """);

    @TempDir
    Path folder;

    final Exchange exchange = new Exchange(postgres.database());

    @Test
    void aBadRowIsListedWithItsLineAndFieldAndTheOthersAreImported() throws IOException {
        ImportReport report = csv("""
                id,title,price,stock,note
                b1,Good,9.99,5,
                b2,,9.99,5,
                b3,Bad price,nine,5,
                b4,Too exact,9.999,5,
                b5,Negative stock,1,-5,
                b6,Short row,1
                b7,Good too,0.01,0,
                ,No id,1,1,
                """);

        assertThat(report.created()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(6);
        assertThat(Files.readAllLines(folder.resolve("rejects.csv")))
                .hasSize(7)
                .anySatisfy(line -> assertThat(line).startsWith("3,,title,"))
                .anySatisfy(line -> assertThat(line).startsWith("4,,price,").contains("nine"))
                .anySatisfy(line -> assertThat(line).startsWith("7,,,").contains("3 fields"));
    }

    @Test
    void quotedFieldsHoldLineBreaksSeparatorsAndQuotes() throws IOException {
        csv("id,title,price,stock,note\r\nq1,\"Two\r\nlines, and a \"\"quote\"\"\",1,,\"x\"\r\n"
                + "q2,A 6\" pipe,1,,stray quotes are characters\r\n");

        assertThat(product("q1").title()).isEqualTo("Two\r\nlines, and a \"quote\"");
        assertThat(product("q2").title()).isEqualTo("A 6\" pipe");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOneRow() throws IOException {
        StringBuilder text = new StringBuilder("id,title,price,stock,note\nu1,\"open,1,1,\n");
        for (int i = 2; i < 2_000; i++) {
            text.append("u").append(i).append(",Fine,1,1,\n");
        }
        ImportReport report = csv(text.toString());

        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.created()).isEqualTo(1_998);
    }

    @Test
    void utf8WithAMarkAndLatin1AreBothRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bytes.write("id,title,price,stock,note\ne1,Café ☕,1,1,\n".getBytes(StandardCharsets.UTF_8));
        bytes.write("e2,Café 10 €,1,1,\n".getBytes(Charset.forName("windows-1252")));
        file(bytes.toByteArray(), CSV);

        assertThat(product("e1").title()).isEqualTo("Café ☕");
        assertThat(product("e2").title()).isEqualTo("Café 10 €");
    }

    @Test
    void anOverlongLineIsRejectedAndNotHeldInMemory() throws IOException {
        String huge = "x".repeat(3 * Lines.MAX);
        ImportReport report = jsonl("{\"id\":\"o1\",\"title\":\"" + huge + "\"}\n{\"id\":\"o2\",\"title\":\"Fine\"}\n");

        assertThat(report.rejected()).isEqualTo(1);
        assertThat(product("o2").title()).isEqualTo("Fine");
    }

    @Test
    void brokenJsonIsRejectedLineByLine() throws IOException {
        ImportReport report = jsonl("""
                {"id":"j1","title":"Fine","n_a":1.50}
                {"id":"j2","title":
                not json
                ["an","array"]
                null
                {"id":"j3","title":"Deep","x":%s1%s}
                {"id":"j4","title":"Huge number","n_a":1e999999}
                {"id":"j5","title":"Half a pair \\ud800"}
                {"id":"j6","title":"Nul \\u0000 inside"}
                {"id":"j7","title":{"an":"object"}}
                {"id":"j8","title":"Overflow","price":99999999999999999999}
                {"id":"j9","title":"Fine"} {"id":"second on the line"}

                {"id":"j10","title":"Fine"}
                """.formatted("[".repeat(1000), "]".repeat(1000)));

        assertThat(product("j1").attributes().getFirst().value().display()).isEqualTo("1.5");
        assertThat(product("j6").title()).isEqualTo("Nul  inside");
        assertThat(exchange.catalog.byExternalId("j8")).isEmpty();
        assertThat(product("j10").title()).isEqualTo("Fine");
        assertThat(report.rows()).isEqualTo(13);
        assertThat(report.created() + report.rejected()).isEqualTo(13);
    }

    @Test
    void rubbishBytesNeverStopAnImport() throws IOException {
        Random random = new Random(Seeds.of(HostileFilesTest.class));
        for (int round = 0; round < 20; round++) {
            byte[] rubbish = new byte[20_000];
            random.nextBytes(rubbish);
            for (int i = 0; i < rubbish.length; i += 1 + random.nextInt(40)) {
                rubbish[i] = (byte) "\",\n\r{}[]:".charAt(random.nextInt(9));
            }
            rubbish[0] = 'x';
            ImportReport report = file(rubbish, round % 2 == 0 ? CSV : JSONL);
            assertThat(report.rejected()).isPositive();
        }
    }

    @Test
    void aTruncatedGzipFileSaysSo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            GeneratedCatalog.write(zip, 3, 2_000);
        }
        byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);

        assertThatThrownBy(() -> file(half, Mapping.shipped("generated")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo("import.no-file"));
    }

    @Test
    void anEmptyFileIsImportedToNothing() throws IOException {
        assertThat(file(new byte[0], CSV).rows()).isZero();
        assertThat(jsonl("\n\n").rows()).isZero();
    }

    @Test
    void aMappingWithAMisspeltKeyNamesTheNearest() {
        assertThatThrownBy(() -> Mapping.parse("format = csv\nid = {id}\ntitel = {t}\nsku = {s}\n"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("did you mean title?");
        assertThatThrownBy(() -> Mapping.shipped("icecap")).hasMessageContaining("did you mean icecat?");
        for (String wrong : List.of(
                "format = xml",
                "format = csv",
                "format = csv\nformat = csv",
                "format = csv\nid = {a}\ntitle = {b:shout}\nsku = {c}",
                "format = csv\nskip.when = a ~ (",
                "rubbish",
                "attribute.x = colour {y}")) {
            assertThatThrownBy(() -> Mapping.parse(wrong))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.code()).isEqualTo("import.bad-mapping"));
        }
        assertThat(Mapping.shippedNames())
                .allSatisfy(name -> assertThat(Mapping.shipped(name)).isNotNull());
    }

    private Product product(String id) {
        return exchange.catalog.byExternalId(id).orElseThrow();
    }

    private ImportReport csv(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8), CSV);
    }

    private ImportReport jsonl(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8), JSONL);
    }

    private ImportReport file(byte[] bytes, Mapping mapping) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        return exchange.run(file, mapping, folder.resolve("rejects.csv"));
    }
}
