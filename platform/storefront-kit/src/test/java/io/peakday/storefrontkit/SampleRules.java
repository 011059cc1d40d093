package io.peakday.storefrontkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.ui.Assets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds of every page of the shop and every part of one, whichever module it is of. */
public final class SampleRules {
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]+)\"");
    private static final Pattern FIELD = Pattern.compile("<(?:input|select|textarea)\\b[^>]*>");
    private static final Pattern ASSET = Pattern.compile("/assets/([^\"#]+)");

    private SampleRules() {}

    /** Policy, and what a screen reader needs. */
    public static void check(String html) {
        noInlineStyleOrScript(html);
        idsAreUniqueAndFieldsHaveLabels(html);
        onlyKnownAssets(html);
    }

    private static void noInlineStyleOrScript(String html) {
        assertThat(html).doesNotContain("<style").doesNotContainPattern("<[a-z][^>]*\\sstyle=");
        assertThat(html).doesNotContainPattern("<[a-z][^>]*\\son[a-z]+=");
        Matcher script = Pattern.compile("<script\\b([^>]*)>").matcher(html);
        while (script.find()) {
            assertThat(script.group(1)).containsPattern("src=\"/assets/|type=\"application/ld\\+json\"");
        }
    }

    private static void idsAreUniqueAndFieldsHaveLabels(String html) {
        Set<String> ids = new HashSet<>();
        Matcher id = ID.matcher(html);
        while (id.find()) {
            assertThat(ids.add(id.group(1)))
                    .as("id %s is used once", id.group(1))
                    .isTrue();
        }
        List<String> unlabelled = new ArrayList<>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            String tag = field.group();
            Matcher own = ID.matcher(tag);
            boolean wrapped = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if (!tag.contains("type=\"hidden\"")
                    && !wrapped
                    && !(own.find() && html.contains("for=\"" + own.group(1) + "\""))) {
                unlabelled.add(tag);
            }
        }
        assertThat(unlabelled).isEmpty();
    }

    private static void onlyKnownAssets(String html) {
        Set<String> files = new HashSet<>();
        Assets.all().values().forEach(asset -> files.add(asset.file()));
        Matcher asset = ASSET.matcher(html);
        while (asset.find()) {
            assertThat(files).contains(asset.group(1));
        }
        Matcher icon = Pattern.compile("icons\\.[0-9a-f]+\\.svg#([a-z0-9-]+)").matcher(html);
        String sprite = new String(Assets.all().get("icons.svg").content().identity(), StandardCharsets.UTF_8);
        while (icon.find()) {
            assertThat(sprite).contains("id=\"" + icon.group(1) + "\"");
        }
        Matcher shape = Pattern.compile("shapes\\.[0-9a-f]+\\.svg#([a-z0-9-]+)").matcher(html);
        String shapes = new String(Assets.all().get("shapes.svg").content().identity(), StandardCharsets.UTF_8);
        while (shape.find()) {
            assertThat(shapes).contains("id=\"" + shape.group(1) + "\"");
        }
    }
}
