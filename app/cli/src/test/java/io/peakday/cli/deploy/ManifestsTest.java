package io.peakday.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.engines.EngineSettings;
import io.peakday.server.ModuleRegistry;
import io.peakday.server.ServerSettings;
import io.peakday.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is to run in Kubernetes: by its schemas, by each other, and by the program's own settings. */
class ManifestsTest {
    private static final Path FOLDER = Path.of("..", "..", "deploy", "kubernetes");

    private final List<Manifest> all = Manifest.in(FOLDER);

    @Test
    void everyManifestFitsItsSchema() {
        assertThat(all).hasSizeGreaterThan(10);
        assertThat(all.stream().map(Manifest::againstTheSchema).filter(problem -> !problem.isEmpty()))
                .isEmpty();
    }

    @Test
    void aPlantedMistakeIsFoundByTheSchema() throws Exception {
        String web = Files.readString(FOLDER.resolve("web.yaml"));
        assertThat(planted(web, "periodSeconds: 2\n", "periodSecond: 2\n")).contains("periodSecond");
        assertThat(planted(web, "  selector:\n    matchLabels: {app", "  selektor:\n    matchLabels: {app"))
                .contains("selektor");
        assertThat(planted(web, "- name: peakday\n          image", "- image")).contains("name");
        assertThatThrownBy(() -> Manifest.parse("x", "kind: A\nkind: B\n")).hasMessageContaining("duplicate key");
    }

    private static String planted(String yaml, String right, String wrong) {
        assertThat(yaml).contains(right);
        return String.join(
                "\n",
                Manifest.parse("planted", yaml.replaceFirst(Pattern.quote(right), wrong)).stream()
                        .map(Manifest::againstTheSchema)
                        .toList());
    }

    @Test
    void whatTheySayOfEachOtherIsTrue() {
        assertThat(Rules.broken(all)).isEmpty();
    }

    @Test
    void aPlantedContradictionIsFoundByTheRules() throws Exception {
        String web = Files.readString(FOLDER.resolve("web.yaml"));
        assertThat(contradictions(web.replace("path: /health/ready", "path: /ready")))
                .anyMatch(s -> s.contains("asks for /ready"));
        assertThat(contradictions(web.replace("name: peakday-web}", "name: peakday-wbe}")))
                .anyMatch(s -> s.contains("peakday-wbe"));
        assertThat(contradictions(web.replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")))
                .anyMatch(s -> s.contains("locked down"));
        assertThat(contradictions(web.replace(
                        "selector: {app.kubernetes.io/name: peakday,", "selector: {app.kubernetes.io/name: peak,")))
                .anyMatch(s -> s.contains("Service") && s.contains("selects no"));
        assertThat(contradictions(web.replace("{name: http, containerPort: 8080}", "{name: web, containerPort: 8080}")))
                .anyMatch(s -> s.contains("port that it does not have"));
    }

    @Test
    void theIngressPublishesNeitherMetricsNorHealth() throws Exception {
        String network = Files.readString(FOLDER.resolve("network.yaml"));
        assertThat(contradictions(network.replace("path: /metrics", "path: /something")))
                .anyMatch(s -> s.contains("publishes /metrics"));
        assertThat(contradictions(network.replace("name: peakday-nobody, port", "name: peakday-web, port")))
                .anyMatch(s -> s.contains("publishes /health"));
    }

    private static List<String> contradictions(String yaml) {
        return Rules.broken(Manifest.parse("planted", yaml));
    }

    @Test
    void whatKustomizeNamesIsThereAndNothingIsForgotten() throws Exception {
        Map<?, ?> kustomization = new Yaml().load(Files.readString(FOLDER.resolve("kustomization.yaml")));
        List<String> present = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("kustomization.yaml"))
                    .forEach(present::add);
        }
        assertThat(((List<?>) kustomization.get("resources")).stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(present);
        assertThat(all.stream().filter(each -> each.kind().equals("Namespace")).map(Manifest::name))
                .containsExactly(String.valueOf(kustomization.get("namespace")));
    }

    @Test
    void everyNodeStartsWithSettingsThatTheProgramKnows() {
        List<String> roles = new ArrayList<>();
        Rules.deployments(all).forEach(deployment -> {
            Settings settings =
                    Settings.load(ModuleRegistry.settings(), null, Rules.environment(all, deployment), Map.of());
            ServerSettings server = settings.bind(ServerSettings.class);
            assertThat(server.roles()).as(deployment.name()).hasSize(1);
            String role = server.roles().iterator().next().name().toLowerCase(Locale.ROOT);
            assertThat(deployment.name()).isEqualTo("peakday-" + role);
            roles.add(role);
            assertThat(server.demo()).isFalse();
            assertThat(settings.bind(EngineSettings.class).postgres().password())
                    .isEqualTo("secret");
            int port = deployment.container().number("ports", 0, "containerPort");
            assertThat(port).isEqualTo(role.equals("web") ? Integer.valueOf(server.port()) : server.opsPort());
        });
        assertThat(roles).containsExactlyInAnyOrder("web", "worker", "stream");
    }

    @Test
    void aNodeIsGivenTheTimeThatItTakesToDrain() {
        Rules.deployments(all).forEach(deployment -> {
            ServerSettings server = Settings.load(
                            ModuleRegistry.settings(), null, Rules.environment(all, deployment), Map.of())
                    .bind(ServerSettings.class);
            Object sleep = deployment.container().at("lifecycle", "preStop", "sleep", "seconds");
            long needed = (sleep == null ? 0 : ((Number) sleep).longValue())
                    + server.notice().toSeconds()
                    + server.drain().toSeconds();
            assertThat(deployment.number("spec", "template", "spec", "terminationGracePeriodSeconds"))
                    .as(deployment.name())
                    .isGreaterThan((int) needed + 10);
        });
    }

    @Test
    void theImageStartsThisProgramAsAnOrdinaryUser() throws Exception {
        String image = Files.readString(Path.of("..", "..", "deploy", "image", "Dockerfile"));
        assertThat(image).contains("\"io.peakday.cli.Peakday\", \"up\"", "USER 10001", "ENTRYPOINT [\"java\"");
        assertThat(Class.forName("io.peakday.cli.Peakday")).hasDeclaredMethods("main");
    }
}
