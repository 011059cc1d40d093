package io.peakday.cli.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One object of Kubernetes, as it is written in a file. */
record Manifest(String file, Map<?, ?> content) {
    /** By the schemas of Kubernetes' own OpenAPI document, as its Java client was generated from it. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "v1/Namespace", "V1Namespace",
            "v1/ServiceAccount", "V1ServiceAccount",
            "v1/ConfigMap", "V1ConfigMap",
            "v1/Service", "V1Service",
            "apps/v1/Deployment", "V1Deployment",
            "policy/v1/PodDisruptionBudget", "V1PodDisruptionBudget",
            "autoscaling/v2/HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler",
            "networking.k8s.io/v1/NetworkPolicy", "V1NetworkPolicy",
            "networking.k8s.io/v1/Ingress", "V1Ingress");

    static List<Manifest> in(Path folder) {
        List<Manifest> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    all.addAll(parse(file.getFileName().toString(), Files.readString(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static List<Manifest> parse(String file, String yaml) {
        List<Manifest> all = new ArrayList<>();
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(yaml)) {
            all.add(new Manifest(file, (Map<?, ?>) document));
        }
        return all;
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /** What the schema has against it; empty if nothing: unknown fields, missing ones, and those of another type. */
    String againstTheSchema() {
        String schema = SCHEMAS.get(text("apiVersion") + "/" + kind());
        if (schema == null) {
            return file + ": no schema is known for " + text("apiVersion") + "/" + kind();
        }
        try {
            Class.forName("io.kubernetes.client.openapi.models." + schema)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, new Gson().toJsonTree(content));
            return "";
        } catch (InvocationTargetException e) {
            return file + ", " + kind() + " " + name() + ": " + e.getCause().getMessage();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is there on that way of keys (and, in lists, positions); null if nothing is. */
    Object at(Object... way) {
        Object here = content;
        for (Object step : way) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list when step instanceof Integer index -> list.get(index);
                case null, default -> null;
            };
        }
        return here;
    }

    String text(Object... way) {
        return String.valueOf(at(way));
    }

    int number(Object... way) {
        return ((Number) at(way)).intValue();
    }

    @SuppressWarnings("unchecked")
    List<Object> list(Object... way) {
        Object found = at(way);
        return found == null ? List.of() : (List<Object>) found;
    }

    /** The only container of a deployment's pods. */
    Manifest container() {
        return new Manifest(file, (Map<?, ?>) at("spec", "template", "spec", "containers", 0));
    }
}
