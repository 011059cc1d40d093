package io.peakday.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.catalog.Product;
import io.peakday.engines.StartListener;
import io.peakday.server.NodeLife;
import io.peakday.server.StoreOptions;
import io.peakday.server.whole.Buyer;
import io.peakday.server.whole.Caller.Answer;
import io.peakday.server.whole.SharedNode;
import io.peakday.server.whole.TestStore;
import io.peakday.testkit.TestFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same program twice on the same engines. */
class TwoNodesTest {
    private static final int BUYERS = 40;
    private static final int UNITS = 10;

    @RegisterExtension
    static final SharedNode first = new SharedNode();

    @Test
    void ofFortyBuyersAtTwoNodesTenGetTheTenUnits() throws Exception {
        Path folder = TestStore.folder("second");
        try (NodeLife second = NodeLife.start(besideTheFirst(folder), StartListener.silent())) {
            Product product = first.goods().product(UNITS);
            List<Buyer> buyers = new ArrayList<>();
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < BUYERS; i++) {
                Buyer buyer = new Buyer(i % 2 == 0 ? first.url() : second.url(), "race" + i + "@example.com")
                        .puts(product.variants().getFirst().id(), 1);
                // What is put in the cart at one node is bought at the other.
                buyers.add(buyer.at(i % 4 < 2 ? first.url() : second.url()));
                tokens.add(buyer.token(Buyer.GOOD_CARD));
            }

            List<Answer> answers = allAtOnce(buyers, tokens);

            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(UNITS);
            assertThat(answers.stream().filter(answer -> answer.status() != 201))
                    .allMatch(answer -> answer.status() == 409 && answer.code().equals("checkout.out-of-stock"));
            Invariants invariants = new Invariants(first.node().store());
            assertThat(buyers.stream()
                            .mapToLong(buyer -> invariants.orders(buyer.cart()))
                            .sum())
                    .isEqualTo(UNITS);
            invariants.fitTogether();
        } finally {
            TestFolder.delete(folder);
        }
    }

    private static List<Answer> allAtOnce(List<Buyer> buyers, List<String> tokens) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < buyers.size(); i++) {
                Buyer buyer = buyers.get(i);
                String token = tokens.get(i);
                asked.add(threads.submit(() -> {
                    go.await();
                    return buyer.orders(token);
                }));
            }
            go.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : asked) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    private static StoreOptions besideTheFirst(Path folder) {
        return TestStore.beside(first.node().store(), folder).with("peakday.server.roles", "web");
    }
}
