package io.peakday.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

class SettingsTest {
    @ConfigurationProperties("peakday.sample")
    record Sample(
            @DefaultValue("20") int maxLines,
            @DefaultValue("15m") Duration holdTime,
            @DefaultValue("") String mailPassword,
            @DefaultValue Nested nested,
            @DefaultValue Map<String, String> clientProperties) {
        record Nested(@DefaultValue("true") boolean enabled) {}
    }

    private static final List<Class<?>> RECORDS = List.of(Sample.class);

    @Test
    void theDefaultsHoldWhereNothingIsGiven() {
        Sample sample = Settings.load(RECORDS, null, Map.of(), Map.of()).bind(Sample.class);
        assertThat(sample).isEqualTo(new Sample(20, Duration.ofMinutes(15), "", new Sample.Nested(true), Map.of()));
    }

    @Test
    void aFlagBeatsTheEnvironmentAndTheEnvironmentBeatsTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("peakday.properties"),
                "peakday.sample.max-lines=1\npeakday.sample.hold-time=1m\npeakday.sample.nested.enabled=false\n");
        Sample sample = Settings.load(
                        RECORDS,
                        file,
                        Map.of("PEAKDAY_SAMPLE_MAX_LINES", "2", "PEAKDAY_SAMPLE_HOLDTIME", "2m", "HOME", "/root"),
                        Map.of("peakday.sample.max-lines", "3"))
                .bind(Sample.class);
        assertThat(sample.maxLines()).isEqualTo(3);
        assertThat(sample.holdTime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(sample.nested().enabled()).isFalse();
    }

    /** A password in a map would otherwise have to be a flag, which every user of the machine can read. */
    @Test
    void theEnvironmentGivesEntriesOfAMapAsWell() {
        String variable = KnownSettings.environment("peakday.sample.client-properties.sasl.jaas.config");
        assertThat(variable).isEqualTo("PEAKDAY_SAMPLE_CLIENT_PROPERTIES_SASL_JAAS_CONFIG");
        Sample sample = Settings.load(RECORDS, null, Map.of(variable, "hidden"), Map.of())
                .bind(Sample.class);
        assertThat(sample.clientProperties()).containsExactly(Map.entry("sasl.jaas.config", "hidden"));
        assertThatThrownBy(
                        () -> Settings.load(RECORDS, null, Map.of("PEAKDAY_SAMPLE_CLIENT_PROPERTIES_", "x"), Map.of()))
                .isInstanceOf(Failure.class);
    }

    @Test
    void anUnknownKeyStopsTheStartAndNamesTheNearestKnownOne() {
        assertThatThrownBy(() -> Settings.load(RECORDS, null, Map.of(), Map.of("peakday.sample.maxlinse", "3")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did you mean peakday.sample.max-lines?");
        assertThatThrownBy(() -> Settings.load(RECORDS, null, Map.of("PEAKDAY_SAMPLE_HOLD_TIMES", "3"), Map.of()))
                .hasMessageContaining("did you mean peakday.sample.hold-time?");
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThatThrownBy(() -> Settings.load(
                        RECORDS,
                        null,
                        Map.of("PEAKDAY_SAMPLE_HOLD_TIME", "soon"),
                        Map.of("peakday.zzz", "1", "peakday.sample.nested.enabld", "true")))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.fields()).hasSize(3));
    }

    @Test
    void anIllFormedValueSaysWhatIsExpected() {
        assertThatThrownBy(() -> Settings.load(RECORDS, null, Map.of(), Map.of("peakday.sample.max-lines", "many")))
                .hasMessageContaining("peakday.sample.max-lines: 'many' is not a whole number");
        assertThatThrownBy(() -> Settings.load(RECORDS, null, Map.of(), Map.of("peakday.sample.hold-time", "soon")))
                .hasMessageContaining("peakday.sample.hold-time: 'soon' is not a duration, such as");
    }

    @Test
    void aSettingsFileThatIsNotThereIsASentence(@TempDir Path folder) {
        Path absent = folder.resolve("absent.properties");
        assertThatThrownBy(() -> Settings.load(RECORDS, absent, Map.of(), Map.of()))
                .hasMessage("There is no settings file " + absent + ".");
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(KnownSettings.isSecret("peakday.sample.mail-password")).isTrue();
        assertThat(KnownSettings.isSecret("peakday.sample.client-properties.sasl.jaas.config"))
                .isTrue();
        assertThat(KnownSettings.isSecret("peakday.sample.max-lines")).isFalse();
    }
}
