package io.peakday.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Renders the templates a module was built with. They are ordinary classes by then: nothing is compiled or looked for
 * on disk at run time, and their fixed text is already UTF-8.
 */
public final class Templates {
    private final TemplateEngine engine;

    private Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /** @param packageName where the build put the module's template classes */
    public static Templates of(String packageName, ClassLoader loader) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, loader, packageName);
        engine.setBinaryStaticContent(true);
        return new Templates(engine);
    }

    /**
     * The page as UTF-8.
     *
     * @param name without folder prefix or ending, such as {@code product/page}
     * @param model what the template's one parameter takes
     */
    public byte[] render(String name, Object model) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(name + ".jte", model, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
