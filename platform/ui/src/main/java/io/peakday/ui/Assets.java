package io.peakday.ui;

import java.util.Map;
import java.util.Optional;

/**
 * Every stylesheet, script, font and drawing of the program, read once from the class path and served under a name that
 * holds a hash of its content, so that browsers may keep it permanently.
 *
 * <p>A module adds its own by a file {@code META-INF/peakday/assets.list} with lines {@code name: part part …}; the
 * parts are class-path resources below {@code peakday-assets/} and are joined in that order. A line {@code +name: part part …}
 * adds parts to the asset of another module: after its own, those of several modules in the order of their names, so they are
 * about what only that module has. Inside stylesheets, {@code url("name")} is replaced by the fingerprinted address of that asset.
 */
public final class Assets {
    private static final Map<String, Asset> BY_NAME = AssetFolder.read(Assets.class.getClassLoader());
    private static final Map<String, Asset> BY_FILE = AssetFolder.byFile(BY_NAME);

    private Assets() {}

    /**
     * The address to write into a page: {@code url("app.css")} is {@code /assets/app.3f0c1b2a.css}.
     *
     * @throws IllegalArgumentException if no module declares that asset, so that a misspelt name fails the first test
     */
    public static String url(String name) {
        Asset asset = BY_NAME.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no such asset: " + name + "; there are " + BY_NAME.keySet());
        }
        return asset.url();
    }

    /** The address of one icon of the sprite, for {@code <use href>}. */
    public static String icon(String name) {
        return Sprites.PREFIX.concat(name);
    }

    /** The address of one drawing for missing pictures and empty pages. */
    public static String shape(String name) {
        return Sprites.SHAPES.concat(name);
    }

    /** The asset behind a fingerprinted file name, such as {@code app.3f0c1b2a.css}. */
    static Optional<Asset> file(String file) {
        return Optional.ofNullable(BY_FILE.get(file));
    }

    /** All assets by their plain name. */
    public static Map<String, Asset> all() {
        return BY_NAME;
    }

    private static final class Sprites {
        static final String PREFIX = url("icons.svg") + "#";
        static final String SHAPES = url("shapes.svg") + "#";
    }
}
