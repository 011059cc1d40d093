package io.peakday.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import io.peakday.kernel.Ids;
import io.peakday.kernel.Money;
import io.peakday.sale.ClaimOutcome.AlreadyClaimed;
import io.peakday.sale.ClaimOutcome.ChallengeRequired;
import io.peakday.sale.ClaimOutcome.Claimed;
import io.peakday.sale.ClaimOutcome.NotOpen;
import io.peakday.sale.ClaimOutcome.SoldOut;
import io.peakday.sale.ClaimOutcome.Waiting;
import io.peakday.testkit.TestDatabase;
import io.peakday.waiting.JoinOutcome;
import io.peakday.waiting.Solution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale with a waiting room before it. */
class AdmissionCheckTest {
    @RegisterExtension
    static final TestDatabase postgres = TestDatabase.with(Stage.SCHEMAS);

    private final Stage stage = new Stage(postgres.database());
    private final FlashSales sales = stage.sales;

    @Test
    void whoComesBeforeTheOpeningGetsAPlaceAndNoPosition() {
        UUID sale = plan(5, new AdmissionPolicy(10, 0), Instant.now().plusSeconds(3_600));
        UUID anna = Ids.next();

        assertThat(stage.claim(sale, anna)).isInstanceOfSatisfying(Waiting.class, line -> {
            assertThat(line.position()).isNull();
            assertThat(line.retryAfter()).isPositive();
        });
        assertThat(stage.claim(sale, anna)).as("also from memory").isInstanceOf(Waiting.class);
        assertThat(stage.rooms.place(sale, anna)).isPresent();
        assertThat(sales.count(sale).available()).isEqualTo(5);
    }

    @Test
    void atAnOpenSaleOnlySoManyASecondMayClaimInTheOrderOfTheirPlaces() {
        UUID sale = plan(3, new AdmissionPolicy(1, 0), Instant.now().minusSeconds(1));
        List<UUID> buyers = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UUID buyer = Ids.next();
            buyers.add(buyer);
            if (stage.claim(sale, buyer) instanceof Waiting line) {
                positions.add(line.position());
            }
        }
        assertThat(positions).hasSizeGreaterThan(2).isSorted();

        await().untilAsserted(() -> {
            stage.rooms.advance();
            sales.lookAgain();
            buyers.forEach(buyer -> stage.claim(sale, buyer));
            assertThat(sales.count(sale).held()).isEqualTo(3);
        });
        for (UUID first : buyers.subList(0, 3)) {
            assertThat(stage.claim(sale, first)).isInstanceOf(AlreadyClaimed.class);
        }
        await().untilAsserted(
                        () -> assertThat(stage.claim(sale, buyers.getLast())).isInstanceOf(SoldOut.class));
    }

    @Test
    void whoGuessesCodesIsAskedToStopWhicheverWayTheyCome() {
        Instant opens = Instant.now().minusSeconds(1);
        UUID sale = sales.plan(new SaleDraft(
                        "For members",
                        stage.variant(5),
                        Money.of(100, "EUR"),
                        5,
                        1,
                        Duration.ofMinutes(10),
                        opens,
                        opens.plusSeconds(3_600),
                        null,
                        "FRIENDS-26"))
                .id();
        UUID guesser = Ids.next();
        int answered = 0;
        for (int i = 0; i < 60; i++) {
            int guess = i;
            try {
                if (i % 2 == 0) {
                    assertThat(sales.claim(sale, guesser, 1, "FRIENDS-" + guess % 20))
                            .isInstanceOf(ClaimOutcome.AccessRequired.class);
                } else {
                    assertThat(stage.guard.admits(sale, guesser, "FRIENDS-" + guess % 20))
                            .isFalse();
                }
                answered++;
            } catch (Failure failure) {
                assertThat(failure.code()).isEqualTo("sale.too-many-codes");
            }
        }
        assertThat(answered).isEqualTo(20);
        assertThatThrownBy(() -> sales.claim(sale, guesser, 1, "FRIENDS-26"))
                .as("also the right one, which it would otherwise have found")
                .isInstanceOf(Failure.class);
        // Who gives none has guessed nothing, and others are not concerned.
        assertThat(sales.claim(sale, guesser, 1, null)).isInstanceOf(ClaimOutcome.AccessRequired.class);
        assertThat(sales.claim(sale, Ids.next(), 1, "friends-26")).isInstanceOf(ClaimOutcome.Claimed.class);
    }

    @Test
    void whoDoesNotKnowTheCodeTakesNoPlaceInItsRoomByWhicheverWay() {
        Instant opens = Instant.now().plusSeconds(3_600);
        UUID variant = stage.variant(5);
        UUID sale = sales.plan(new SaleDraft(
                        "For members",
                        variant,
                        Money.of(100, "EUR"),
                        5,
                        1,
                        Duration.ofMinutes(10),
                        opens,
                        opens.plusSeconds(3_600),
                        new AdmissionPolicy(10, 4),
                        "FRIENDS-26"))
                .id();
        UUID anna = Ids.next();

        for (String wrong : new String[] {null, "", "FRIENDS-27"}) {
            assertThat(stage.rooms.join(sale, anna, null, wrong)).isInstanceOf(JoinOutcome.AccessRequired.class);
            assertThat(sales.claim(sale, anna, 1, wrong)).isInstanceOf(ClaimOutcome.AccessRequired.class);
        }
        assertThat(stage.rooms.join(sale, anna)).isInstanceOf(JoinOutcome.AccessRequired.class);
        assertThat(stage.rooms.join(
                        sale,
                        anna,
                        new Solution(stage.rooms.challenge(sale, anna).text(), null)))
                .isInstanceOf(JoinOutcome.AccessRequired.class);
        assertThat(stage.rooms.place(sale, anna)).isEmpty();

        assertThat(sales.claim(sale, anna, 1, "friends-26")).isEqualTo(new ChallengeRequired(4));
        stage.rooms.setDifficulty(sale, 0);
        await().untilAsserted(() -> {
            stage.rooms.advance();
            assertThat(stage.rooms.join(sale, anna, null, " friends-26 "))
                    .isInstanceOfAny(JoinOutcome.Joined.class, JoinOutcome.AlreadyIn.class);
        });
        assertThat(sales.claim(sale, anna, 1, "FRIENDS-26")).isInstanceOf(Waiting.class);
    }

    @Test
    void whoMustSolveAChallengeIsInformedAndGoesOnWithoutOneOnceItIsOff() {
        UUID sale = plan(5, new AdmissionPolicy(1_000, 12), Instant.now().minusSeconds(1));
        UUID anna = Ids.next();

        assertThat(stage.claim(sale, anna)).isEqualTo(new ChallengeRequired(12));

        stage.rooms.setDifficulty(sale, 0);
        await().untilAsserted(() -> {
            stage.rooms.advance();
            assertThat(stage.claim(sale, anna)).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
    }

    @Test
    void whatIsDoneToTheSaleIsDoneToItsRoom() {
        UUID sale = plan(5, new AdmissionPolicy(10, 0), Instant.now().minusSeconds(1));
        sales.pause(sale);
        assertThat(stage.rooms.find(sale).orElseThrow().paused()).isTrue();
        sales.resume(sale);
        assertThat(stage.rooms.find(sale).orElseThrow().paused()).isFalse();
        sales.stop(sale);
        await().untilAsserted(() -> assertThat(stage.claim(sale, Ids.next())).isInstanceOf(NotOpen.class));
    }

    @Test
    void theLineOfARunningSaleIsMadeQuickerAndHarder() {
        UUID sale = plan(50, new AdmissionPolicy(1, 0), Instant.now().minusSeconds(1));
        List<UUID> buyers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            buyers.add(Ids.next());
            stage.claim(sale, buyers.getLast());
        }
        assertThat(stage.claim(sale, buyers.getLast())).isInstanceOf(Waiting.class);

        assertThat(sales.changeAdmission(sale, new AdmissionPolicy(1_000, 4)).admission())
                .isEqualTo(new AdmissionPolicy(1_000, 4));
        await().untilAsserted(() -> {
            stage.rooms.advance();
            assertThat(stage.claim(sale, buyers.getLast())).isInstanceOfAny(Claimed.class, AlreadyClaimed.class);
        });
        await().untilAsserted(() -> assertThat(stage.claim(sale, Ids.next())).isEqualTo(new ChallengeRequired(4)));
    }

    @Test
    void aSaleThatWasPlannedWithoutALineIsNotGivenOne() {
        UUID sale = stage.open(1);
        assertThatThrownBy(() -> sales.changeAdmission(sale, new AdmissionPolicy(5, 0)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("sale.no-door"));
        assertThatThrownBy(() -> sales.changeAdmission(sale, new AdmissionPolicy(0, 99)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.fields())
                                .extracting(FieldError::field)
                                .containsExactly("admissionsPerSecond", "challengeBits"));
    }

    @Test
    void onlyWhoKnowsTheCodeClaimsAndOthersTakeNoPlaceInLine() {
        Instant opened = Instant.now().minusSeconds(1);
        UUID sale = sales.plan(new SaleDraft(
                        "For friends",
                        stage.variant(2),
                        Money.of(99_00, "EUR"),
                        2,
                        1,
                        Duration.ofMinutes(10),
                        opened,
                        opened.plus(Duration.ofHours(2)),
                        new AdmissionPolicy(1_000, 0),
                        "Friends-2026"))
                .id();
        UUID stranger = UUID.randomUUID();
        assertThat(sales.claim(sale, stranger, 1)).isEqualTo(new ClaimOutcome.AccessRequired());
        assertThat(sales.claim(sale, stranger, 1, "friends-2025")).isEqualTo(new ClaimOutcome.AccessRequired());
        assertThat(stage.rooms.place(sale, stranger)).isEmpty();
        for (String typed : List.of(" friends-2026 ", "FRIENDS-2026")) {
            UUID friend = UUID.randomUUID();
            await().untilAsserted(() -> {
                stage.rooms.advance();
                assertThat(sales.claim(sale, friend, 1, typed)).isInstanceOf(Claimed.class);
            });
        }
        assertThat(sales.count(sale).available()).isZero();
    }

    @Test
    void aCodeThatCannotBeTypedIsRefused() {
        Instant now = Instant.now();
        for (String code : new String[] {"", "short", "with space", "x".repeat(41), "gr\u00fc\u00dfe-2026"}) {
            assertThat(new SaleDraft(
                                    "For friends",
                                    UUID.randomUUID(),
                                    Money.of(99_00, "EUR"),
                                    2,
                                    1,
                                    Duration.ofMinutes(10),
                                    now,
                                    now.plus(Duration.ofHours(2)),
                                    null,
                                    code)
                            .wrong(now))
                    .extracting(FieldError::field)
                    .containsExactly("accessCode");
        }
    }

    private UUID plan(int units, AdmissionPolicy admission, Instant opensAt) {
        return stage.behind(admission, units, opensAt);
    }
}
