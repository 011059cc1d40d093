package io.peakday.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check of recorded events finds, shown with types that have changed. */
class RecordedEventsTest {
    enum Colour {
        RED,
        BLUE
    }

    enum FewerColours {
        RED
    }

    enum MoreColours {
        RED,
        BLUE,
        GREEN
    }

    record Hat(
            UUID id, String owner, Colour colour, @Nullable String note) {}

    record WithoutOwner(UUID id, Colour colour, @Nullable String note) {}

    record Renamed(
            UUID id, String wearer, Colour colour, @Nullable String note) {}

    record WithSize(
            UUID id, String owner, Colour colour, @Nullable String note, String size) {}

    record WithNumber(
            UUID id, String owner, Colour colour, @Nullable String note, int number) {}

    record WithOptionalSize(
            UUID id,
            String owner,
            Colour colour,
            @Nullable String note,
            @Nullable String size) {}

    record OptionalOwner(
            UUID id,
            @Nullable String owner,
            Colour colour,
            @Nullable String note) {}

    record OtherKind(
            UUID id, int owner, Colour colour, @Nullable String note) {}

    record OfFewerColours(
            UUID id,
            String owner,
            FewerColours colour,
            @Nullable String note) {}

    record OfMoreColours(
            UUID id,
            String owner,
            MoreColours colour,
            @Nullable String note) {}

    private static final RecordedEvent RECORDED = RecordedEvent.of(hat(1, Hat.class));

    @Test
    void aTypeAsItWasRecordedHasNoProblems() {
        assertThat(problems(hat(1, Hat.class))).isEmpty();
    }

    @Test
    void aFieldThatIsRemovedRenamedOrOfAnotherKindIsFound() {
        assertThat(problems(hat(1, WithoutOwner.class).sealing())).anyMatch(one -> one.contains("written as"));
        assertThat(problems(hat(1, Renamed.class).sealing()))
                .anyMatch(one -> one.contains("wearer is not in it and may not be left out"));
        assertThat(problems(hat(1, OtherKind.class))).anyMatch(one -> one.contains("cannot be read"));
    }

    @Test
    void aFieldThatIsNeededNowAndWasNotThereIsFoundInAnyVersion() {
        assertThat(problems(hat(2, WithSize.class)))
                .anyMatch(one -> one.contains("v1.json: size is not in it and may not be left out"));
        assertThat(problems(hat(2, WithNumber.class))).anyMatch(one -> one.contains("written as"));
    }

    @Test
    void anOptionalFieldMoreIsANewVersionThatIsRecordedBesideTheOldOne() {
        assertThat(problems(hat(1, WithOptionalSize.class))).anyMatch(one -> one.contains("is a new version"));
        EventType<WithOptionalSize> next = hat(2, WithOptionalSize.class);
        assertThat(problems(next))
                .containsExactly("hat.made is not recorded in version 2: -Dpeakday.events.record=true does it");
        assertThat(RecordedEvents.problems(next, List.of(RECORDED, RecordedEvent.of(next))))
                .isEmpty();
    }

    @Test
    void aFieldThatMayBeLeftOutNowIsFoundWithinTheVersionThatReadersRelyOn() {
        assertThat(problems(hat(1, OptionalOwner.class))).anyMatch(one -> one.contains("minimal had the fields"));
    }

    @Test
    void aConstantThatIsGoneIsFoundAndOneMoreIsANewVersion() {
        assertThat(problems(hat(2, OfFewerColours.class)))
                .anyMatch(one -> one.contains("[BLUE], which is known no more"));
        assertThat(problems(hat(1, OfMoreColours.class))).anyMatch(one -> one.contains("constants was"));
        assertThat(RecordedEvents.problems(
                        hat(2, OfMoreColours.class), List.of(RECORDED, RecordedEvent.of(hat(2, OfMoreColours.class)))))
                .isEmpty();
    }

    @Test
    void anotherTopicAndWhatIsNoLongerSealedAreFound() {
        assertThat(problems(new EventType<>("hat.made", 1, "caps", Hat.class).sealing(Personal.text("owner"))))
                .anyMatch(one -> one.contains("its topic was \"hats\""));
        assertThat(problems(new EventType<>("hat.made", 1, "hats", Hat.class)))
                .anyMatch(one -> one.contains("personal was"));
    }

    @Test
    void aModuleWhoseTypesAreNotRecordedIsFoundAndOneThatDeclaresNoneIsNot(@TempDir Path module) throws IOException {
        RecordedEvents.check(module, false);
        Path classes = Path.of("target", "test-classes");
        Path holder = Path.of("io", "peakday", "events", "Parcel.class");
        Path planted = module.resolve(Path.of("target", "classes")).resolve(holder);
        Files.createDirectories(planted.getParent());
        Files.copy(classes.resolve(holder), planted);
        assertThat(RecordedEvents.declaredIn(module)).containsExactly(Parcel.SENT, Parcel.LOST);
        AssertionError failure = catchThrowableOfType(AssertionError.class, () -> RecordedEvents.check(module, false));
        assertThat(failure).hasMessageContaining("parcel.sent is not recorded").hasMessageContaining("parcel.lost");
    }

    private static List<String> problems(EventType<?> today) {
        return RecordedEvents.problems(today, List.of(RECORDED));
    }

    private static <T> EventType<T> hat(int version, Class<T> payload) {
        return new EventType<>("hat.made", version, "hats", payload).sealing(Personal.text("owner"));
    }
}
