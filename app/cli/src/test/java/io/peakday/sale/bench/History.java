package io.peakday.sale.bench;

import io.peakday.sale.bench.Answers.Kind;
import io.peakday.sale.bench.Answers.Reply;
import io.peakday.sale.bench.FlashSaleRun.Paid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was recorded of a flash sale, to be changed in one place and judged again. */
final class History {
    private final FlashSaleRun run;
    private final Set<Integer> unanswered = new HashSet<>();
    private final Map<Integer, Reply> claims = new HashMap<>();
    private final Map<Integer, Paid> paid;
    private final long soldOut;
    private long clear;
    private int wrong;

    History(FlashSaleRun run) {
        this.run = run;
        this.paid = new HashMap<>(run.paid());
        Answers answers = run.answers();
        for (int buyer = 0; buyer < run.buyers().count(); buyer++) {
            if (answers.claimed(buyer)) {
                claim(buyer, answers.claimAsked(buyer), answers.claimAnswered(buyer));
            }
        }
        this.soldOut = answers.firstSoldOut();
        this.clear = answers.untilClear().getTotalCount();
    }

    /** Those who paid, by number. */
    List<Integer> winners() {
        return run.paid().entrySet().stream()
                .filter(one -> one.getValue().inFull())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    int winner() {
        return winners().getFirst();
    }

    /** Somebody to whom no unit was ever confirmed. */
    int loser() {
        int buyer = 0;
        while (run.answers().claimed(buyer)) {
            buyer++;
        }
        return buyer;
    }

    UUID id(int buyer) {
        return run.buyers().id(buyer);
    }

    long soldOut() {
        return soldOut;
    }

    void claim(int buyer, long asked, long answered) {
        claims.put(buyer, new Reply(Kind.CLAIMED, asked, answered, ""));
    }

    void noClaim(int buyer) {
        claims.remove(buyer);
    }

    void pay(int buyer, Paid outcome) {
        paid.put(buyer, outcome);
    }

    /** One of the buyer's requests had no answer. */
    void unanswered(int buyer) {
        unanswered.add(buyer);
    }

    void noPayment(int buyer) {
        paid.remove(buyer);
    }

    void wrongAnswer() {
        wrong++;
    }

    void oneUnclear() {
        clear--;
    }

    /** The run as it would have been. */
    FlashSaleRun run() {
        Answers answers = new Answers(run.buyers().count());
        claims.forEach(answers::add);
        unanswered.forEach(buyer -> answers.add(buyer, new Reply(Kind.NONE, 0, 1, "")));
        answers.add(loser(), new Reply(Kind.SOLD_OUT, soldOut, soldOut, ""));
        for (int i = 0; i < wrong; i++) {
            answers.add(loser(), new Reply(Kind.WRONG, soldOut, soldOut, ""));
        }
        for (int i = 0; i < clear; i++) {
            answers.clear(0, 1);
        }
        return new FlashSaleRun(run.sale(), run.buyers(), answers, paid, run.rushed(), run.happenings());
    }
}
