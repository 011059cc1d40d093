package io.peakday.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peakday.commandkit.ExitCodes;
import io.peakday.commandkit.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private static final String SAMPLE = """
            code,name,group,net
            a1,Kettle of steel,Kitchen > Kettles,29.90
            a2,Lamp of brass,Lighting > Lamps,much
            a3,Chair of oak,Seating > Chairs,129
            """;
    private static final String SAMPLE_MAPPING = """
            format = csv
            id = sample-{code}
            sku = {code}
            title = {name}
            category = {group}
            price = {net}
            seller = Sample
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandLine line = Peakday.commandLine(new Terminal(printed, errors, false));
        line.setOut(new java.io.PrintWriter(printed, true));
        return line.execute(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static Stream<String> commands() {
        return Peakday.commandLine(Terminal.standard()).getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(printed()).contains("Usage: peakday " + command);
    }

    @Test
    void aResultThatNobodyCouldReadIsAFailure() {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        assertThat(Peakday.run(new Terminal(full, errors, false), "import", "--list-mappings"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(errors()).contains("could not be written");
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        assertThat(run()).isZero();
        assertThat(printed()).contains("up ", "doctor", "import");
    }

    @Test
    void anUnknownCommandIsAMistakeOfUsageAndTheNearestIsNamed() {
        assertThat(run("statsu")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("there is no command 'statsu'").contains("Did you mean status?");
    }

    @Test
    void helpForAnUnknownCommandNamesTheNearest() {
        assertThat(run("help", "exprot")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("there is no command 'exprot'").contains("Did you mean export?");
    }

    @Test
    void anUnknownOptionIsAMistakeOfUsageAndTheNearestIsNamed() {
        assertThat(run("up", "--prot", "8081")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("'peakday up' has no option --prot.").contains("Did you mean --port?");
    }

    @Test
    void anUnknownBenchSuiteIsAMistakeOfUsage() {
        assertThat(run("bench", "sreach")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("There is no suite 'sreach'");
    }

    @Test
    void aSettingBeyondItsLimitIsReportedBeforeAnythingStarts() {
        assertThat(run("up", "--port", "99999", "--data", folder.toString())).isNotZero();
        assertThat(errors()).contains("peakday.server.port: '99999'").doesNotContain("Exception");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderWithoutAStoreIsNotTakenForAnEmptyOne() {
        for (String[] command : new String[][] {
            {"stock", "verify"},
            {"sale", "verify"},
            {"audit", "verify"},
            {"staff", "list"},
            {"events", "list"},
            {"export", "all.csv"}
        }) {
            out.reset();
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of("--data", folder.toString()));
            assertThat(run(all.toArray(String[]::new))).as(all.toString()).isEqualTo(ExitCodes.FAILED);
            assertThat(errors()).contains("There is no store in " + folder, "peakday up --data " + folder);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void deadLettersOfTheMailsCanBeReplayedFromHere() throws IOException {
        Path none = Files.writeString(folder.resolve("none.jsonl"), "");
        assertThat(run("import", none.toString(), "--mapping", "peakday-jsonl", "--data", folder.toString()))
                .as(errors())
                .isZero();
        out.reset();
        int status = run("events", "replay", "--all", "notify.order-mails", "--data", folder.toString());

        assertThat(status).as(errors()).isZero();
        assertThat(printed()).contains("Handled 0, still failing 0.");
    }

    @Test
    void statusOfAStoreThatDoesNotRunSaysSoAndExitsWithThree() {
        assertThat(run("status", "--data", folder.toString())).isEqualTo(ExitCodes.NOT_RUNNING);
        assertThat(printed()).contains("No store is running");
    }

    @Test
    void statusAsJsonIsOneObject() {
        assertThat(run("status", "--json", "--data", folder.toString())).isEqualTo(ExitCodes.NOT_RUNNING);
        JsonNode json = JsonMapper.builder().build().readTree(printed());
        assertThat(json.get("running").asBoolean()).isFalse();
    }

    @Test
    void downOfAStoreThatDoesNotRunSaysSo() {
        assertThat(run("down", "--data", folder.toString())).isEqualTo(ExitCodes.NOT_RUNNING);
        assertThat(errors()).contains("No store is running");
    }

    @Test
    void doctorChecksMachineSettingsFolderDiskAndPort() {
        int code = run("doctor", "--json", "--data", folder.toString(), "--set", "peakday.server.port=0");
        JsonNode findings = JsonMapper.builder().build().readTree(printed());
        assertThat(findings.findValuesAsString("what"))
                .contains("java", "memory", "settings", "modes", "folder", "taxes", "disk", "port");
        assertThat(code).isZero();
    }

    @Test
    void doctorNamesWhatOthersCanRead() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path store = Files.createDirectories(folder.resolve("store").resolve("kafka"));
        Path password = Files.writeString(store.resolve("password"), "x");
        Path settings = Files.writeString(folder.resolve("own.properties"), "peakday.engines.postgres.password=x\n");
        for (Path open : List.of(store, password, settings)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String[] given = {
            "doctor", "--data", store.getParent().toString(), "--config", settings.toString(), "--port", "0"
        };
        assertThat(run(given)).isEqualTo(ExitCodes.FAILED);
        assertThat(printed())
                .contains(
                        "FAIL  modes",
                        "chmod go= '" + password + "'",
                        settings + " holds a secret and is open to others");
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        assertThat(run(given)).as("opening the folder has closed it").isZero();
    }

    @Test
    void doctorNamesTheLineOfATaxTableThatCannotBeUsedAndAStoreDoesNotStartWithIt() throws Exception {
        Path table = folder.resolve("regions.csv");
        Files.writeString(table, """
                region,name,places,standard,reduced,valid-from,source
                ES-CN,the Canary Islands,ES:35 ES:38,seven,3,2020-01-01,our own
                """);
        String[] given = {"--data", folder.resolve("store").toString(), "--set", "peakday.orders.tax-regions=" + table};

        assertThat(run("doctor", given[0], given[1], given[2], given[3])).isEqualTo(ExitCodes.FAILED);
        assertThat(printed()).contains("FAIL  settings", table.toString(), "line 2: 'seven' is no rate in percent");
        assertThat(run("up", given[0], given[1], given[2], given[3])).isEqualTo(ExitCodes.FAILED);
        assertThat(errors()).contains("line 2: 'seven' is no rate in percent").doesNotContain("\tat ");

        Files.writeString(table, Files.readString(table).replace("seven", "7"));
        assertThat(run("doctor", given[0], given[1], given[2], given[3], "--set", "peakday.server.port=0"))
                .isZero();
        assertThat(printed()).contains("31 countries and 40 regions, own files");
    }

    @Test
    void doctorListsTheSettings() {
        assertThat(run("doctor", "--settings")).isZero();
        assertThat(printed()).contains("peakday.server.port", "peakday.engines.postgres.url", "peakday.events.region");
    }

    @Test
    void anUnknownSettingIsOneSentenceWithTheNearestKnownOne() {
        assertThat(run("status", "--set", "peakday.server.prot=1")).isEqualTo(ExitCodes.FAILED);
        assertThat(errors()).contains("did you mean peakday.server.port?").doesNotContain("\tat ");
    }

    @Test
    void anImportWithoutAMappingSaysWhatIsMissing() {
        assertThat(run("import", "--data", folder.toString(), "some.csv")).isEqualTo(ExitCodes.USAGE);
        assertThat(errors()).contains("--mapping");
    }

    @Test
    void anImportOfAFileThatIsNotThereSaysSo() {
        assertThat(run("import", "--data", folder.toString(), "absent.csv", "--mapping", "icecat"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(errors()).contains("absent.csv");
    }

    @Test
    void whatIsImportedIsExportedAndImportsAgainWithoutAnyChange() throws Exception {
        String data = folder.resolve("store").toString();
        Path rows = Files.writeString(folder.resolve("rows.csv"), SAMPLE);
        Path mapping = Files.writeString(folder.resolve("sample.mapping"), SAMPLE_MAPPING);

        assertThat(run("import", rows.toString(), "--mapping", mapping.toString(), "--data", data))
                .as("a row was rejected")
                .isEqualTo(ExitCodes.FAILED);
        assertThat(printed()).contains("3 rows: 2 created, 0 updated, 0 unchanged, 1 rejected");
        assertThat(folder.resolve("rows.csv.rejects.csv")).content().contains("3,", "price");

        out.reset();
        assertThat(run("import", rows.toString(), "--mapping", mapping.toString(), "--stock", "7", "--data", data))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(run("stock", "verify", "--data", data)).isZero();
        assertThat(printed()).as("levels of what the file gives none for").contains("2 levels and");

        Path exported = folder.resolve("all.jsonl.gz");
        assertThat(run("export", exported.toString(), "--data", data))
                .as(errors())
                .isZero();
        assertThat(errors()).contains("2 products written to " + exported);

        out.reset();
        assertThat(run("import", exported.toString(), "--mapping", "peakday-jsonl", "--data", data))
                .as(errors())
                .isZero();
        assertThat(printed()).contains("2 rows: 0 created, 0 updated, 2 unchanged, 0 rejected");
    }

    @Test
    void theShippedMappingsAreListed() {
        assertThat(run("import", "--list-mappings")).isZero();
        assertThat(printed().lines()).contains("icecat", "generated");
    }

    @Test
    void aDataFolderThatIsAFileIsASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(run("demo", "--data", file.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(errors()).contains(file.toString()).doesNotContain("\tat ");
    }

    @Test
    void aPlainLineIsWrittenWhereThereIsNoTerminal() {
        Terminal terminal = new Terminal(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        terminal.progress("Importing", 500, 1_000, "rows", java.time.Duration.ofSeconds(1));
        assertThat(errors()).isEqualTo("Importing: 50 %, 500 rows, 500/s" + System.lineSeparator());
    }
}
