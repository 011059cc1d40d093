package io.peakday.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the assets all modules declare, joins their parts and resolves the references between them. */
final class AssetFolder {
    private static final String LIST = "META-INF/peakday/assets.list";
    private static final String ROOT = "peakday-assets/";
    private static final Pattern REFERENCE = Pattern.compile("url\\(\"([a-z0-9/.-]+)\"\\)");

    private AssetFolder() {}

    static Map<String, Asset> read(ClassLoader loader) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        try {
            for (URL list : Collections.list(loader.getResources(LIST))) {
                try (InputStream in = list.openStream()) {
                    declarations(new String(in.readAllBytes(), StandardCharsets.UTF_8), parts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
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

    private static void declarations(String text, Map<String, List<String>> into) {
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            List<String> files = List.of(line.substring(colon + 1).strip().split("\\s+"));
            if (into.put(name, files) != null) {
                throw new IllegalStateException("two modules declare the asset " + name);
            }
        }
    }

    private static byte[] join(ClassLoader loader, List<String> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String file : files) {
            try (InputStream in = loader.getResourceAsStream(ROOT + file)) {
                if (in == null) {
                    throw new IllegalStateException("asset part not on the class path: " + ROOT + file);
                }
                in.transferTo(all);
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
