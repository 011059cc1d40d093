package io.peakday.notify.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peakday.access.SampleOperator;
import io.peakday.audit.Audit;
import io.peakday.audit.AuditEntry;
import io.peakday.checkout.SampleStore;
import io.peakday.consolekit.ConsoleKitModule;
import io.peakday.customers.Customers;
import io.peakday.identity.Origin;
import io.peakday.identity.Role;
import io.peakday.mail.MailModule;
import io.peakday.mail.Mailbox;
import io.peakday.notify.NotifyModule;
import io.peakday.testkit.TestDatabase;
import io.peakday.testnode.NodeWiring;
import io.peakday.testnode.TestNode;
import io.peakday.ui.UiModule;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What members of staff see of mails, and what they can get hold of through them, over HTTP. */
class MailboxPagesTest {
    private static final Pattern TOKEN = Pattern.compile("token=[A-Za-z0-9_-]{20,}");
    private static final NodeWiring WIRING =
            SampleStore.WIRING.and(UiModule.class, ConsoleKitModule.class, MailModule.class, NotifyModule.class);

    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());

    private static TestNode node;

    @BeforeAll
    static void open() {
        node = WIRING.open(postgres);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void aMailIsShownWhereItCanDoNothing() throws Exception {
        SampleStore store = new SampleStore(node);
        store.order(store.product("Mailed lamp", "40.00"), 1);
        Mailbox mailbox = node.get(Mailbox.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> mailbox.count() > 0);
        String id = mailbox.list(null, null, 1).items().getFirst().id().toString();
        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(owner.get("/console/mailbox/" + id).body()).contains("<iframe", "sandbox");
        HttpResponse<String> frame = owner.get("/console/mail-html/" + id);
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
        assertThat(frame.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(owner.get("/console/mailbox/" + id + "?show=source").body()).contains("Message-ID");
    }

    @Test
    void supportCannotTakeACustomerOverThroughTheMailbox() throws Exception {
        node.get(Customers.class).ensure("victim@example.com", "Victim", SampleOperator.PASSWORD);
        node.get(Customers.class).requestReset("victim@example.com", new Origin("198.51.100.7", "", null));
        Mailbox mailbox = node.get(Mailbox.class);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !mailbox.list("victim@", null, 1).items().isEmpty());
        UUID mail = mailbox.list("victim@", null, 1).items().getFirst().id();
        String page = "/console/mailbox/" + mail;

        SampleOperator support = SampleOperator.of(node, Role.SUPPORT);
        for (String part :
                new String[] {page, page + "?show=text", page + "?show=source", "/console/mail-html/" + mail}) {
            HttpResponse<String> shown = support.get(part);
            assertThat(shown.statusCode()).as(part).isEqualTo(200);
            assertThat(found(shown)).as(part).isFalse();
        }
        assertThat(support.get(page).body())
                .contains("Only an owner can show it in full")
                .doesNotContain(page + "/reveal");
        assertThat(support.post(page + "/reveal", Map.of()).statusCode()).isEqualTo(403);

        SampleOperator owner = SampleOperator.of(node, Role.OWNER);
        assertThat(found(owner.get(page + "?show=text"))).isFalse();
        assertThat(found(owner.post(page + "/reveal", Map.of()))).isTrue();
        assertThat(node.get(Audit.class).page(null, page + "/reveal", null, 10).items())
                .extracting(AuditEntry::action)
                .contains("http.intent");
    }

    private static boolean found(HttpResponse<String> page) {
        Matcher token = TOKEN.matcher(page.body());
        return token.find();
    }
}
