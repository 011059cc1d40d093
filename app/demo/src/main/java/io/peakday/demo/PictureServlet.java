package io.peakday.demo;

import io.peakday.cache.Prebuilt;
import io.peakday.cache.PrebuiltCache;
import io.peakday.cache.PrebuiltCache.Entry;
import io.peakday.demo.picture.Angle;
import io.peakday.demo.picture.Colours;
import io.peakday.demo.picture.Drawing;
import io.peakday.web.HotServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Draws the demo's product pictures: {@code /pictures/<drawing>/<colour>-<seed>-<angle>.svg}. */
final class PictureServlet extends HotServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern ADDRESS =
            Pattern.compile("/([a-z-]{1,40})/([a-z]{1,20})-([0-9]{1,6})-([a-z]{1,10})\\.svg");

    private final transient PrebuiltCache<String> drawn;

    PictureServlet(InstantSource clock) {
        this.drawn = new PrebuiltCache<>("pictures", DataSize.ofMegabytes(16), clock, PictureServlet::draw);
    }

    /** The same address is always the same picture. */
    @Override
    protected String cacheControl() {
        return "public, max-age=31536000, immutable";
    }

    @Override
    protected @Nullable Prebuilt answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? null : drawn.get(path);
    }

    private static @Nullable Entry draw(String path) {
        Matcher address = ADDRESS.matcher(path);
        if (!address.matches()) {
            return null;
        }
        Optional<Drawing> drawing = Drawing.bySlug(address.group(1));
        String colour = capitalized(address.group(2));
        Optional<Angle> angle = angle(address.group(4));
        if (drawing.isEmpty() || angle.isEmpty() || !Colours.isKnown(colour)) {
            return null;
        }
        String svg = drawing.get().svg(colour, Long.parseLong(address.group(3)), angle.get());
        return Entry.of(Prebuilt.of(svg.getBytes(StandardCharsets.UTF_8), "image/svg+xml"));
    }

    private static Optional<Angle> angle(String name) {
        for (Angle angle : Angle.values()) {
            if (angle.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(angle);
            }
        }
        return Optional.empty();
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
