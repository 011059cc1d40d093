package io.peakday.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.mail.OutgoingMail.State;
import io.peakday.testkit.DatabaseClock;
import io.peakday.testkit.SteppedClock;
import io.peakday.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailQueueTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(MailModule.SCHEMA);

    /** Tokens as a module makes them: of the request and the address alone. */
    private static final MailLinks LINKS = new MailLinks() {
        @Override
        public Set<String> purposes() {
            return Set.of("reset");
        }

        @Override
        public String token(LinkRequest request, String recipient) {
            return UUID.nameUUIDFromBytes((request + recipient).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    };

    private final SteppedClock clock = new SteppedClock();
    private final DatabaseClock time = DatabaseClock.install(postgres.owner().dataSource(), Duration.ZERO);
    private final MailSettings settings = MailSettings.defaults();
    private final MailQueue queue = new MailQueue(postgres.database(), settings);
    private final Mailbox mailbox = new Mailbox(postgres.database(), clock);
    private final MailPeople people = new MailPeople(postgres.database(), clock);
    private final MailboxServer server = new MailboxServer(mailbox);
    private final MailSender sender = sender(queue, new SmtpClient(settings, this::local));

    @BeforeEach
    void emptyAndStart() {
        postgres.database().sql().sql("delete from notify.outgoing").update();
        mailbox.clear();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMailArrivesWithBothPartsAndAnIdMadeOfItsEvent() {
        UUID event = UUID.randomUUID();
        queue.enqueue(event, message("anna@example.com"));
        assertThat(sender.sendDue()).isEqualTo(1);
        ReceivedMail.Line line = mailbox.list(null, null, 10).items().getFirst();
        ReceivedMail mail = mailbox.get(line.id()).orElseThrow();
        assertThat(mail.messageId()).isEqualTo("<" + event + ".order-test@peakday.example>");
        assertThat(mail.subject()).isEqualTo("Grüße aus dem Laden — №1");
        assertThat(mail.html()).isEqualTo("<p>Grüße</p>");
        assertThat(mail.text()).isEqualTo("Grüße");
        assertThat(mail.recipient()).isEqualTo("anna@example.com");
        assertThat(mail.source()).contains("multipart/alternative").contains("Auto-Submitted: auto-generated");
        assertThat(queue.list(State.SENT, null, 10).items())
                .singleElement()
                .satisfies(sent -> assertThat(sent.sentAt()).isAfterOrEqualTo(sent.queuedAt()));
        assertThat(sender.sendDue()).isZero();
    }

    /** Other users of the machine reach the port as well. */
    @Test
    void theLocalMailboxTakesNoMailOfStrangers() {
        SmtpClient.Server open = local();
        for (SmtpClient.Server stranger : List.of(
                new SmtpClient.Server(open.host(), open.port()),
                new SmtpClient.Server(open.host(), open.port(), open.user(), "guessed"),
                new SmtpClient.Server(open.host(), open.port(), "root", open.password()))) {
            queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
            assertThat(sender(queue, new SmtpClient(settings, () -> stranger)).sendDue())
                    .isEqualTo(1);
        }
        assertThat(mailbox.count()).isZero();
        assertThat(queue.counts()).containsEntry(State.SENT, 0L);
    }

    /** Not every sender asks what the server asks for. */
    @Test
    void whoDoesNotLogInIsRefusedAtTheFirstCommandOfAMail() throws IOException {
        SmtpClient.Server open = local();
        try (Socket socket = new Socket(open.host(), open.port());
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(answers.readLine()).startsWith("220");
            socket.getOutputStream().write("HELO here\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answers.readLine()).startsWith("250");
            socket.getOutputStream().write("MAIL FROM:<a@b.example>\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answers.readLine()).startsWith("530");
        }
    }

    @Test
    void aMailThatWasQueuedBeforeTheClockWasPutBackIsSentAtOnce() {
        queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        time.advance(Duration.ofHours(-1));
        assertThat(sender.sendDue()).isEqualTo(1);
    }

    @Test
    void aMailWhoseNextAttemptIsFurtherAheadThanAnyIsTriedAgain() {
        server.close();
        queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        assertThat(sender.sendDue()).isEqualTo(1);
        assertThat(sender.sendDue()).isZero();
        time.advance(Duration.ofDays(-1));
        assertThat(sender.sendDue()).isEqualTo(1);
    }

    @Test
    void anEventIsMailedOnceHoweverOftenItComes() {
        UUID event = UUID.randomUUID();
        queue.enqueue(event, message("anna@example.com"));
        queue.enqueue(event, message("anna@example.com"));
        assertThat(queue.counts()).containsEntry(State.QUEUED, 1L);
    }

    @Test
    void nothingIsLostWhileTheServerIsDown() {
        server.close();
        MailSender toNowhere =
                sender(queue, new SmtpClient(settings, () -> new SmtpClient.Server("127.0.0.1", closedPort())));
        for (int i = 0; i < 5; i++) {
            queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        }
        assertThat(toNowhere.sendDue()).isEqualTo(5);
        assertThat(queue.counts()).containsEntry(State.QUEUED, 5L);
        assertThat(queue.list(State.QUEUED, null, 1).items().getFirst().lastError())
                .isNotBlank();
        assertThat(toNowhere.sendDue()).as("not again at once").isZero();
        MailboxServer back = new MailboxServer(mailbox);
        back.start();
        try {
            time.advance(Duration.ofSeconds(10));
            MailSender again = sender(queue, new SmtpClient(settings, back::address));
            assertThat(again.sendDue()).isEqualTo(5);
            assertThat(queue.counts()).containsEntry(State.SENT, 5L);
            assertThat(mailbox.count()).isEqualTo(5);
        } finally {
            back.close();
        }
    }

    @Test
    void twoNodesNeverSendTheSameMail() throws ExecutionException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            queue.enqueue(UUID.randomUUID(), message("anna" + i + "@example.com"));
        }
        MailQueue other = new MailQueue(postgres.anotherNode(), settings);
        List<MailSender> senders = List.of(sender, sender(other, new SmtpClient(settings, this::local)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> tried = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        int all = 0;
                        int now;
                        while ((now = senders.get(i % 2).sendDue()) > 0) {
                            all += now;
                        }
                        return all;
                    }))
                    .toList();
            int all = 0;
            for (Future<Integer> one : tried) {
                all += one.get();
            }
            assertThat(all).isEqualTo(60);
        }
        assertThat(mailbox.count()).isEqualTo(60);
    }

    @Test
    void aMailRepeatedAfterACrashIsRecognisedByItsId() {
        UUID event = UUID.randomUUID();
        queue.enqueue(event, message("anna@example.com"));
        sender.sendDue();
        postgres.database()
                .sql()
                .sql("update notify.outgoing set state = 'QUEUED'")
                .update();
        time.advance(settings.queue().lease());
        assertThat(sender.sendDue())
                .as("the lease of the node that died has ended")
                .isEqualTo(1);
        assertThat(mailbox.count()).isEqualTo(1);
    }

    @Test
    void aMailThatIsSentAgainHoldsTheSameLinkAndTheQueueHoldsNone() {
        LinkRequest request = new LinkRequest("reset", "k1", UUID.randomUUID());
        String token = LINKS.token(request, "anna@example.com");
        queue.enqueue(UUID.randomUUID(), messageWith(request));
        MailSender toNowhere =
                sender(queue, new SmtpClient(settings, () -> new SmtpClient.Server("127.0.0.1", closedPort())));
        assertThat(toNowhere.sendDue()).isEqualTo(1);
        for (int sent = 0; sent < 2; sent++) {
            time.advance(Duration.ofHours(1));
            mailbox.clear();
            assertThat(sender.sendDue()).isEqualTo(1);
            ReceivedMail mail = mailbox.get(
                            mailbox.list(null, null, 10).items().getFirst().id())
                    .orElseThrow();
            assertThat(mail.html()).isEqualTo("<a href=\"https://shop.example/reset?token=" + token + "\">Reset</a>");
            assertThat(mail.text()).isEqualTo("https://shop.example/reset?token=" + token);
            postgres.database()
                    .sql()
                    .sql("update notify.outgoing set state = 'QUEUED'")
                    .update();
        }
        assertThat(postgres.database()
                        .sql()
                        .sql("select m::text from notify.outgoing m")
                        .query(String.class)
                        .single())
                .contains(request.id().toString())
                .doesNotContain(token);
    }

    @Test
    void aMailWhoseLinkNobodyHereMakesIsLeftToANodeThatDoes() {
        LinkRequest request = new LinkRequest("party", "k1", UUID.randomUUID());
        assertThat(LinkRequest.parse(request.toString())).isEqualTo(request);
        queue.enqueue(UUID.randomUUID(), messageWith(request));
        assertThat(sender.sendDue()).isZero();
        assertThat(mailbox.count()).isZero();
        assertThat(queue.list(State.QUEUED, null, 10).items())
                .singleElement()
                .satisfies(mail -> assertThat(mail.attempts()).isZero());
    }

    @Test
    void aLinkThatErasesCountsOnceAndOneWhoseWorkFailedCountsAgain() {
        MailPeople people = new MailPeople(postgres.database(), clock);
        UUID link = UUID.randomUUID();
        assertThatThrownBy(() -> people.useOnce(link, () -> {
                    throw new IllegalStateException("the database fell");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(people.isUsed(link)).isFalse();

        assertThat(people.useOnce(link, () -> "erased")).contains("erased");

        assertThat(people.isUsed(link)).isTrue();
        assertThat(people.useOnce(link, () -> "again")).isEmpty();
        clock.advance(MailPeople.LINK_LIFE.plusSeconds(1));
        people.prune();
        assertThat(people.isUsed(link)).isFalse();
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAtOnceAndDoesNotHoldUpTheOthers() {
        queue.enqueue(UUID.randomUUID(), message("not an address"));
        queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        assertThat(sender.sendDue()).isEqualTo(2);
        assertThat(queue.counts()).containsEntry(State.FAILED, 1L).containsEntry(State.SENT, 1L);
        OutgoingMail failed = queue.list(State.FAILED, null, 10).items().getFirst();
        queue.retry(failed.id());
        assertThat(queue.get(failed.id()).orElseThrow().state()).isEqualTo(State.QUEUED);
        assertThatThrownBy(() -> queue.retry(failed.id())).isInstanceOf(Failure.class);
        assertThat(queue.retry(UUID.randomUUID())).isFalse();
    }

    @Test
    void pausesGrowUpToTheLongestAndEndSometime() {
        assertThat(queue.pause(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(queue.pause(4)).isEqualTo(Duration.ofSeconds(80));
        assertThat(queue.pause(19)).isEqualTo(Duration.ofHours(4));
        queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        MailSender toNowhere =
                sender(queue, new SmtpClient(settings, () -> new SmtpClient.Server("127.0.0.1", closedPort())));
        for (int attempt = 1; attempt <= settings.queue().attempts(); attempt++) {
            assertThat(toNowhere.sendDue()).isEqualTo(1);
            time.advance(Duration.ofHours(4));
        }
        assertThat(queue.counts()).containsEntry(State.FAILED, 1L);
    }

    @Test
    void theMailboxIsSearchedByWordsInSenderRecipientAndSubject() {
        for (String name : List.of("anna", "bert", "an_na%")) {
            queue.enqueue(UUID.randomUUID(), message(name + "@example.com"));
        }
        sender.sendDue();
        assertThat(recipients("anna laden")).containsExactly("anna@example.com");
        assertThat(recipients("BERT")).containsExactly("bert@example.com");
        assertThat(recipients("_na%")).containsExactly("an_na%@example.com");
        assertThat(recipients("nobody")).isEmpty();
        var first = mailbox.list(null, null, 2);
        assertThat(first.items()).hasSize(2);
        assertThat(mailbox.list(null, first.next(), 2).items()).hasSize(1);
    }

    @Test
    void whatIsNoMimeMessageIsStoredAsItCame() {
        byte[] source = "no headers at all\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Mime.body(source).html()).isNull();
    }

    @Test
    void oldMailsAreForgotten() {
        queue.enqueue(UUID.randomUUID(), message("anna@example.com"));
        sender.sendDue();
        assertThat(queue.prune()).isZero();
        time.advance(Duration.ofDays(91));
        clock.advance(Duration.ofDays(91));
        assertThat(queue.prune()).isEqualTo(1);
        assertThat(mailbox.prune(clock.instant().minus(Duration.ofDays(90)))).isEqualTo(1);
    }

    @Test
    void aDeletedCustomersMailsAreForgottenAndNobodyElses() {
        UUID anna = UUID.randomUUID();
        UUID bert = UUID.randomUUID();
        queue.enqueue(UUID.randomUUID(), anna, message("anna@example.com"));
        queue.enqueue(UUID.randomUUID(), message("Anna@Example.com"));
        queue.enqueue(UUID.randomUUID(), bert, message("anna@example.com"));
        queue.enqueue(UUID.randomUUID(), message("guest@example.com"));
        assertThat(sender.sendDue()).isEqualTo(4);
        people.claim(anna, "anna@example.com");

        assertThat(people.forget(anna)).isEqualTo(2);
        assertThat(people.forget(anna)).isZero();

        assertThat(queue.counts()).containsEntry(State.SENT, 2L);
        assertThat(recipients("example")).containsExactlyInAnyOrder("anna@example.com", "guest@example.com");
    }

    @Test
    void aMailAboutAnOrderUnderWayIsSentAndForgottenThenAndOneAboutTheAccountIsNotSentAtAll() {
        UUID anna = UUID.randomUUID();
        queue.enqueue(UUID.randomUUID(), anna, message("anna@example.com"));
        queue.enqueue(
                UUID.randomUUID(),
                anna,
                new MailMessage("account-reset", "anna@example.com", "Reset", "<p>Link</p>", "Link"));

        assertThat(people.forget(anna)).isEqualTo(1);
        assertThat(sender.sendDue()).isEqualTo(1);
        queue.enqueue(UUID.randomUUID(), anna, message("anna@example.com"));
        assertThat(sender.sendDue()).isEqualTo(1);

        assertThat(people.prune()).isEqualTo(2);
        assertThat(mailbox.count()).isZero();
        assertThat(queue.list(null, null, 10).items()).isEmpty();
    }

    private List<String> recipients(String search) {
        return mailbox.list(search, null, 10).items().stream()
                .map(ReceivedMail.Line::recipient)
                .toList();
    }

    private SmtpClient.Server local() {
        return server.address();
    }

    private MailSender sender(MailQueue from, SmtpClient client) {
        return new MailSender(from, client, new LinkCompletion(List.of(LINKS)), clock, Duration.ofSeconds(5));
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailMessage messageWith(LinkRequest request) {
        String url = "https://shop.example/reset?token=" + request.id();
        return new MailMessage(
                "account-reset", "anna@example.com", "Reset", "<a href=\"" + url + "\">Reset</a>", url, request);
    }

    private static MailMessage message(String recipient) {
        return new MailMessage("order-test", recipient, "Grüße aus dem Laden — №1", "<p>Grüße</p>", "Grüße");
    }
}
