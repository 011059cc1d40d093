package io.peakday.storefront;

import io.peakday.ui.Asset;
import io.peakday.ui.Assets;
import io.peakday.ui.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes every page with sample content and every asset to {@code target/preview}, to be opened in a browser. */
final class Preview {
    static final Templates TEMPLATES = Templates.of("io.peakday.storefront.templates", Preview.class.getClassLoader());

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/preview"));
        Files.createDirectories(folder.resolve("assets/fonts"));
        for (Asset asset : Assets.all().values()) {
            Files.write(
                    folder.resolve("assets").resolve(asset.file()),
                    asset.content().identity());
        }
        Files.createDirectories(folder.resolve("pictures"));
        SamplePictures.write(folder.resolve("pictures"));
        for (Map.Entry<String, SamplePages.Sample> page : SamplePages.all().entrySet()) {
            byte[] html =
                    TEMPLATES.render(page.getValue().template(), page.getValue().view());
            Files.write(folder.resolve(page.getKey() + ".html"), html);
            System.out.println(page.getKey() + " " + html.length + " bytes "
                    + new String(html, StandardCharsets.UTF_8).lines().count() + " lines");
        }
    }

    private Preview() {}
}
