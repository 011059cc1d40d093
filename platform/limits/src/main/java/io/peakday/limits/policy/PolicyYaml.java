package io.peakday.limits.policy;

import io.peakday.kernel.Checks;
import io.peakday.limits.KeyPart;
import io.peakday.limits.Policy.AcrossRegions;
import io.peakday.limits.Policy.WhenAway;
import io.peakday.limits.PolicySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads policies from YAML; {@code default-policies.yaml} is the example. */
final class PolicyYaml {
    private static final String OF_MODULES = "META-INF/peakday/limits.yaml";
    private static final int LARGEST = 1 << 20;

    private PolicyYaml() {}

    /**
     * The policies that ship with the program: {@code default-policies.yaml}, and of each module that has any, {@value #OF_MODULES}.
     *
     * @throws IllegalStateException if two of them have a class or a policy of the same name
     */
    static Written shipped() {
        ClassLoader loader = PolicyYaml.class.getClassLoader();
        try {
            Written all = shipped(Objects.requireNonNull(PolicyYaml.class.getResource("default-policies.yaml")));
            for (URL module : Collections.list(loader.getResources(OF_MODULES))) {
                all = all.and(shipped(module), module.toString());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Written shipped(URL file) throws IOException {
        Checks checks = new Checks();
        try (InputStream text = file.openStream()) {
            Written written = read(new String(text.readAllBytes(), StandardCharsets.UTF_8), checks);
            checks.orThrow("limits.bad-policies", "The policies shipped in " + file + " cannot be used.");
            return written;
        }
    }

    /** What could be read; what could not is noted. */
    static Written read(String text, Checks checks) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setCodePointLimit(LARGEST);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            String why = String.valueOf(e.getMessage()).lines().limit(6).reduce("", (a, b) -> a + " " + b.strip());
            checks.require(false, "file", "ill-formed", "It is not YAML:" + why);
            return new Written(Map.of(), Map.of());
        }
        YamlNode root = new YamlNode("", document, checks);
        YamlNode classes = root.node("classes");
        Map<String, List<String>> readClasses = new LinkedHashMap<>();
        classes.names().forEach(name -> readClasses.put(name, classes.texts(name)));
        YamlNode policies = root.node("policies");
        Map<String, PolicySettings> readPolicies = new LinkedHashMap<>();
        policies.names().forEach(name -> readPolicies.put(name, policy(policies.node(name))));
        root.done();
        return new Written(readClasses, readPolicies);
    }

    private static PolicySettings policy(YamlNode node) {
        YamlNode bucket = node.node("token-bucket");
        YamlNode window = node.node("sliding-window");
        YamlNode costs = node.node("costs");
        Map<String, Long> readCosts = new LinkedHashMap<>();
        costs.names().forEach(route -> readCosts.put(route, costs.number(route, 1)));
        PolicySettings read = new PolicySettings(
                node.flag("enabled", true),
                node.texts("routes"),
                node.choices("key", KeyPart.GLOBAL),
                node.has("token-bucket")
                        ? new PolicySettings.TokenBucket(
                                bucket.number("capacity", 0), bucket.number("refill", 0), bucket.duration("every"))
                        : null,
                node.has("sliding-window")
                        ? new PolicySettings.SlidingWindow(window.number("limit", 0), window.duration("window"))
                        : null,
                node.number("cost", 1),
                readCosts,
                node.choice("when-away", WhenAway.BY_ROUTE),
                node.choice("regions", AcrossRegions.EACH));
        List.of(bucket, window, node).forEach(YamlNode::done);
        return read;
    }
}
