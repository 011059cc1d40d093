package io.peakday.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the assets all modules declare, joins their parts and resolves the references between them. */
final class AssetFolder {
    private static final String LIST = "META-INF/peakday/assets.list";
    /** Before the name of an asset of another module. */
    private static final String ADDS = "+";

    private static final String ROOT = "peakday-assets/";
    private static final Pattern REFERENCE = Pattern.compile("url\\(\"([a-z0-9/.-]+)\"\\)");

    private AssetFolder() {}

    static Map<String, Asset> read(ClassLoader loader) {
        List<String> lists = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(LIST))) {
                try (InputStream in = list.openStream()) {
                    lists.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
        Map<String, List<String>> parts = parts(lists);
        Map<String, Asset> assets = new LinkedHashMap<>();
        parts.forEach((name, files) -> {
            if (!name.endsWith(".css")) {
                assets.put(name, Asset.of(name, join(loader, files)));
            }
        });
        // Stylesheets last: they name the others.
        parts.forEach((name, files) -> {
            if (name.endsWith(".css")) {
                assets.put(name, Asset.of(name, resolve(join(loader, files), assets)));
            }
        });
        return Map.copyOf(assets);
    }

    static Map<String, Asset> byFile(Map<String, Asset> assets) {
        Map<String, Asset> files = new HashMap<>();
        assets.values().forEach(asset -> files.put(asset.file(), asset));
        return Map.copyOf(files);
    }

    /** The parts of each asset: those of the module that declares it, then what others add, in the order of their names. */
    static Map<String, List<String>> parts(List<String> lists) {
        Map<String, List<String>> declared = new LinkedHashMap<>();
        Map<String, Set<String>> added = new TreeMap<>();
        for (String line :
                lists.stream().flatMap(String::lines).map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            String files = line.substring(colon + 1).strip();
            if (name.startsWith(ADDS)) {
                // The class path has no order that holds.
                added.computeIfAbsent(name.substring(ADDS.length()), asset -> new TreeSet<>())
                        .add(files);
            } else if (declared.put(name, new ArrayList<>(List.of(files.split("\\s+")))) != null) {
                throw new IllegalStateException("two modules declare the asset " + name);
            }
        }
        added.forEach((name, more) -> {
            List<String> parts = declared.get(name);
            if (parts == null) {
                throw new IllegalStateException("a module adds to the asset " + name + ", which none declares");
            }
            more.forEach(files -> parts.addAll(List.of(files.split("\\s+"))));
        });
        return declared;
    }

    private static byte[] join(ClassLoader loader, List<String> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String file : files) {
            try (InputStream in = loader.getResourceAsStream(ROOT + file)) {
                if (in == null) {
                    throw new IllegalStateException("asset part not on the class path: " + ROOT + file);
                }
                byte[] part = in.readAllBytes();
                boolean source = file.endsWith(".css") || file.endsWith(".js");
                all.writeBytes(
                        source
                                ? CompactSource.of(file, new String(part, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : part);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return all.toByteArray();
    }

    private static byte[] resolve(byte[] css, Map<String, Asset> assets) {
        Matcher reference = REFERENCE.matcher(new String(css, StandardCharsets.UTF_8));
        return reference
                .replaceAll(match -> {
                    Asset asset = assets.get(match.group(1));
                    if (asset == null) {
                        throw new IllegalStateException("a stylesheet names an unknown asset: " + match.group(1));
                    }
                    return "url(\"" + asset.url() + "\")";
                })
                .getBytes(StandardCharsets.UTF_8);
    }
}
