package io.peakday.cli.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold between manifests, and between them and the program, that no schema says. */
final class Rules {
    /** What every node answers: with the web role by the program's own routes, without it by its own small server. */
    static final Set<String> PROBED = Set.of("/health/live", "/health/ready");

    private final List<Manifest> all;
    private final List<String> broken = new ArrayList<>();

    private Rules(List<Manifest> all) {
        this.all = all;
    }

    /** Each rule that is broken, as a sentence. */
    static List<String> broken(List<Manifest> all) {
        Rules rules = new Rules(all);
        all.forEach(rules::check);
        return rules.broken;
    }

    static Stream<Manifest> deployments(List<Manifest> all) {
        return all.stream().filter(each -> each.kind().equals("Deployment"));
    }

    private void check(Manifest each) {
        switch (each.kind()) {
            // One without a selector leads nowhere, on purpose.
            case "Service" -> {
                if (each.at("spec", "selector") != null) {
                    selects(each, each.at("spec", "selector"));
                }
            }
            case "PodDisruptionBudget" -> selects(each, each.at("spec", "selector", "matchLabels"));
            case "NetworkPolicy" -> selects(each, each.at("spec", "podSelector", "matchLabels"));
            case "HorizontalPodAutoscaler" -> {
                Manifest target = find("Deployment", each.text("spec", "scaleTargetRef", "name"), each);
                must(
                        target == null || target.at("spec", "replicas") == null,
                        each,
                        "scales what says its own replicas");
            }
            case "Ingress" -> ingress(each);
            case "Deployment" -> deployment(each);
            default -> {}
        }
    }

    /** Every path leads to a service that is there, and what is for operators to one that leads nowhere. */
    private void ingress(Manifest each) {
        Map<String, Manifest> backends = new HashMap<>();
        for (Object path : each.list("spec", "rules", 0, "http", "paths")) {
            Manifest one = new Manifest("", (Map<?, ?>) path);
            Manifest service = find("Service", one.text("backend", "service", "name"), each);
            if (service != null) {
                backends.put(one.text("path"), service);
            }
        }
        for (String operators : List.of("/metrics", "/health")) {
            Manifest service = backends.get(operators);
            must(service != null && service.at("spec", "selector") == null, each, "publishes " + operators);
        }
    }

    private void deployment(Manifest each) {
        Object labels = each.at("spec", "template", "metadata", "labels");
        must(fits(each.at("spec", "selector", "matchLabels"), labels), each, "does not select its own pods");
        List<Object> spread = each.list("spec", "template", "spec", "topologySpreadConstraints");
        must(
                spread.stream()
                        .anyMatch(one -> ((Map<?, ?>) one).get("topologyKey").equals("topology.kubernetes.io/zone")),
                each,
                "is not spread over zones");
        for (Object one : spread) {
            selects(each, new Manifest("", (Map<?, ?>) one).at("labelSelector", "matchLabels"));
        }
        must(
                all.stream()
                        .anyMatch(pdb -> pdb.kind().equals("PodDisruptionBudget")
                                && fits(pdb.at("spec", "selector", "matchLabels"), labels)),
                each,
                "has no disruption budget");
        must(
                Boolean.TRUE.equals(each.at("spec", "template", "spec", "securityContext", "runAsNonRoot")),
                each,
                "may be root");
        container(each, each.container());
    }

    private void container(Manifest each, Manifest container) {
        must(
                Boolean.TRUE.equals(container.at("securityContext", "readOnlyRootFilesystem"))
                        && Boolean.FALSE.equals(container.at("securityContext", "allowPrivilegeEscalation"))
                        && container
                                .list("securityContext", "capabilities", "drop")
                                .contains("ALL"),
                each,
                "is not locked down");
        must(container.at("resources", "requests", "cpu") != null, each, "asks for no processor");
        must(container.at("resources", "limits", "memory") != null, each, "has no bound on its memory");
        List<String> mounted = container.list("volumeMounts").stream()
                .map(one -> String.valueOf(((Map<?, ?>) one).get("mountPath")))
                .toList();
        must(mounted.containsAll(List.of("/data", "/tmp")), each, "has nowhere to write");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String path = container.text(probe, "httpGet", "path");
            must(PROBED.contains(path), each, "its " + probe + " asks for " + path + ", which no node answers");
            must(
                    container.list("ports").stream()
                            .anyMatch(port ->
                                    ((Map<?, ?>) port).get("name").equals(container.at(probe, "httpGet", "port"))),
                    each,
                    "its " + probe + " asks at a port that it does not have");
        }
        must(
                !container.text("livenessProbe", "httpGet", "path").contains("ready"),
                each,
                "is killed for what its engines do");
    }

    /** The environment of a deployment's nodes; what comes from a secret is only named. */
    static Map<String, String> environment(List<Manifest> all, Manifest deployment) {
        Map<String, String> environment = new LinkedHashMap<>();
        Manifest container = deployment.container();
        for (Object from : container.list("envFrom")) {
            String name = new Manifest("", (Map<?, ?>) from).text("configMapRef", "name");
            all.stream()
                    .filter(each ->
                            each.kind().equals("ConfigMap") && each.name().equals(name))
                    .forEach(each -> ((Map<?, ?>) each.at("data"))
                            .forEach((key, value) -> environment.put(String.valueOf(key), String.valueOf(value))));
        }
        for (Object one : container.list("env")) {
            Map<?, ?> variable = (Map<?, ?>) one;
            Object value = variable.get("value");
            environment.put(String.valueOf(variable.get("name")), value == null ? "secret" : String.valueOf(value));
        }
        return environment;
    }

    private void selects(Manifest each, Object selector) {
        must(
                deployments(all).anyMatch(one -> fits(selector, one.at("spec", "template", "metadata", "labels"))),
                each,
                "selects no deployment's pods");
    }

    private Manifest find(String kind, String name, Manifest by) {
        Manifest found = all.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .findFirst()
                .orElse(null);
        must(found != null, by, "names the " + kind + " " + name + ", which is not there");
        return found;
    }

    private static boolean fits(Object selector, Object labels) {
        return selector instanceof Map<?, ?> wanted
                && !wanted.isEmpty()
                && labels instanceof Map<?, ?> present
                && present.entrySet().containsAll(wanted.entrySet());
    }

    private void must(boolean holds, Manifest by, String otherwise) {
        if (!holds) {
            broken.add(by.file() + ", " + by.kind() + " " + by.name() + ": " + otherwise);
        }
    }
}
