package io.peakday.sale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.sale.bench.Answers.Kind;
import org.junit.jupiter.api.Test;

class BuyerTest {
    @Test
    void everyAnswerThatWasAgreedOnIsUnderstood() {
        assertThat(Buyer.kind(200, "{\"outcome\":\"claimed\",\"quantity\":1}")).isEqualTo(Kind.CLAIMED);
        assertThat(Buyer.kind(200, "{\"outcome\":\"already-claimed\"}")).isEqualTo(Kind.ALREADY_CLAIMED);
        assertThat(Buyer.kind(200, "{\"outcome\":\"sold-out\"}")).isEqualTo(Kind.SOLD_OUT);
        assertThat(Buyer.kind(200, "{\"outcome\":\"not-open\"}")).isEqualTo(Kind.NOT_OPEN);
        assertThat(Buyer.kind(200, "{\"outcome\":\"limit-reached\"}")).isEqualTo(Kind.LIMIT_REACHED);
        assertThat(Buyer.kind(200, "{\"outcome\":\"waiting\"}")).isEqualTo(Kind.WAITING);
        assertThat(Buyer.kind(503, "")).isEqualTo(Kind.LATER);
        assertThat(Buyer.kind(429, "")).isEqualTo(Kind.LATER);
    }

    @Test
    void anyOtherAnswerIsAWrongOneAndDoesNotEndTheDrill() {
        assertThat(Buyer.kind(500, "")).isEqualTo(Kind.WRONG);
        assertThat(Buyer.kind(401, "{\"outcome\":\"claimed\"}")).isEqualTo(Kind.WRONG);
        assertThat(Buyer.kind(200, "")).isEqualTo(Kind.WRONG);
        assertThat(Buyer.kind(200, "{}")).isEqualTo(Kind.WRONG);
        assertThat(Buyer.kind(200, "{\"outcome\":\"granted\"}")).isEqualTo(Kind.WRONG);
    }
}
