package io.peakday.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.Fault;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStateTest {
    /** The table of the README, written down a second time on purpose. */
    private static final Set<String> LEGAL = Set.of(
            "PLACED>PAID",
            "PLACED>CANCELLED",
            "PAID>PACKED",
            "PAID>CANCELLED",
            "PAID>REFUNDED",
            "PACKED>SHIPPED",
            "PACKED>CANCELLED",
            "PACKED>REFUNDED",
            "SHIPPED>DELIVERED",
            "SHIPPED>RETURNED",
            "SHIPPED>REFUNDED",
            "DELIVERED>RETURNED",
            "DELIVERED>REFUNDED",
            "RETURNED>REFUNDED");

    static Stream<Arguments> allPairs() {
        return Arrays.stream(OrderState.values())
                .flatMap(from -> Arrays.stream(OrderState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void everyLegalMoveIsMadeAndEveryOtherRefusedByName(OrderState from, OrderState to) {
        boolean legal = LEGAL.contains(from + ">" + to);

        assertThat(from.mayBecome(to)).isEqualTo(legal);
        if (legal) {
            assertThatCode(() -> from.requireMove(to)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> from.requireMove(to)).isInstanceOfSatisfying(Failure.class, failure -> {
                assertThat(failure.fault()).isEqualTo(Fault.CONFLICT);
                assertThat(failure.code()).isEqualTo("orders.illegal-transition");
                assertThat(failure.detail()).contains(from.name()).contains(to.name());
            });
        }
    }
}
