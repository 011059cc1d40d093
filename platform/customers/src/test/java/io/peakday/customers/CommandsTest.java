package io.peakday.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.access.command.ApiKeysCommand;
import io.peakday.access.command.KeysCommand;
import io.peakday.access.command.StaffCommand;
import io.peakday.audit.command.AuditCommand;
import io.peakday.commandkit.ExitCodes;
import io.peakday.customers.command.PrivacyCommand;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.CommandRun;
import io.peakday.testnode.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of this module, on a node of it. */
class CommandsTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(IdentityNode.WIRING.schemas());

    private static final String CUSTOMER = "0198f3a2-7c11-7d3e-8a44-5b6c7d8e9f00";

    private static TestNode node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        node = IdentityNode.WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void theFirstOwnerOfAStoreIsMadeHereAndTheDoublesAreRefused() {
        CommandRun added = CommandRun.on(node, StaffCommand.class, "add", "olga@store.example", "--name", "Olga");
        assertThat(added.code()).isZero();
        assertThat(added.printed())
                .contains("olga@store.example may enter the console now, as owner.")
                .containsPattern("shown this once: [\\w-]{20}");
        CommandRun again = CommandRun.on(node, StaffCommand.class, "add", "olga@store.example");
        assertThat(again.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(again.messages()).contains("There is a member of staff with this address already.");
        assertThat(CommandRun.on(node, StaffCommand.class, "list").printed())
                .containsPattern("olga@store.example +Olga +owner");
    }

    @Test
    void rolesAreThoseThatModulesDeclareInAnyCase() {
        CommandRun added = CommandRun.on(
                node, StaffCommand.class, "add", "sam@store.example", "--role", "support", "--role", "AUDITOR");
        assertThat(added.printed()).contains("may enter the console now, as auditor, support.");
        CommandRun wrong = CommandRun.on(node, StaffCommand.class, "add", "w@store.example", "--role", "WIZARD");
        assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(CommandRun.on(node, StaffCommand.class, "list").printed()).doesNotContain("w@store.example");
    }

    @Test
    void whatSomebodyPutWhereAPersonsDataAreToGoIsNotWrittenTo() throws Exception {
        Path elsewhere = folder.resolve("elsewhere.json");
        Path link = Files.createSymbolicLink(folder.resolve("mine.json"), elsewhere);
        CommandRun export = CommandRun.on(node, PrivacyCommand.class, "export", CUSTOMER, link.toString());
        assertThat(export.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(export.messages()).contains("exists already");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void anExportThatFailsLeavesNoFile() {
        Path file = folder.resolve("mine.json");
        CommandRun export = CommandRun.on(node, PrivacyCommand.class, "export", "nobody", file.toString());
        assertThat(export.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(export.messages()).contains("not a customer's id");
        assertThat(file).doesNotExist();
    }

    @Test
    void aKeyThatThereIsNotIsNotReplacedAndTheAuditLogIsVerified() {
        CommandRun keys = CommandRun.on(node, KeysCommand.class, "rotate", "nothing");
        assertThat(keys.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(keys.messages()).contains("There is no such key.");
        assertThat(CommandRun.on(node, ApiKeysCommand.class, "list").printed()).contains("There are no API keys.");
        CommandRun audit = CommandRun.on(node, AuditCommand.class, "verify");
        assertThat(audit.code()).as(audit.printed()).isZero();
    }
}
