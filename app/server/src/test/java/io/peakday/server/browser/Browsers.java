package io.peakday.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The installed Chromium or Chrome, started once for all test classes of this JVM. What a test opens is closed after it,
 * and the test fails if a page had a script error or did something that its content security policy forbids.
 *
 * <p>{@code -Dpeakday.browser=none} leaves these tests out; a path instead of {@code none} names the browser.
 */
final class Browsers implements BeforeAllCallback, AfterEachCallback {
    private static final String PROPERTY = "peakday.browser";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");
    private static final List<String> MAC = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");
    private static final List<String> FLAGS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Running running;

    private final List<Visitor> visitors = new ArrayList<>();

    /** Playwright's driver and the browser it started. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        static Running start() {
            Path program = installed();
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            try {
                return new Running(
                        playwright,
                        playwright
                                .chromium()
                                .launch(new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setChromiumSandbox(false)
                                        .setArgs(FLAGS)));
            } catch (RuntimeException e) {
                playwright.close();
                throw e;
            }
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeFalse(
                "none".equals(System.getProperty(PROPERTY)), "browser tests are left out by -D" + PROPERTY + "=none");
        running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Browsers.class))
                .computeIfAbsent(Browsers.class, key -> Running.start(), Running.class);
    }

    /** Somebody at a desk. */
    Visitor visitor(String url) {
        return open(url, options -> {});
    }

    /** Somebody with a small phone. */
    Visitor onPhone(String url) {
        return open(url, options -> options.setViewportSize(360, 740).setHasTouch(true));
    }

    /** Somebody whose browser runs no scripts. */
    Visitor withoutScripts(String url) {
        return open(url, options -> options.setJavaScriptEnabled(false));
    }

    private Visitor open(String url, Consumer<Browser.NewContextOptions> more) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(1280, 900)
                .setLocale("en-GB");
        more.accept(options);
        Visitor visitor = new Visitor(running.browser().newContext(options));
        visitors.add(visitor);
        return visitor;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> troubles = new ArrayList<>();
        for (Visitor visitor : visitors) {
            troubles.addAll(visitor.troubles());
            visitor.close();
        }
        visitors.clear();
        if (context.getExecutionException().isEmpty() && !troubles.isEmpty()) {
            throw new AssertionError("The browser complained:\n  " + String.join("\n  ", troubles));
        }
    }

    private static Path installed() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        return Stream.concat(
                        NAMES.stream()
                                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name))),
                        MAC.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium or Chrome, and none is on the PATH. Install it (Debian and"
                                + " Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), name it with -D"
                                + PROPERTY + "=/path/to/chrome, or leave these tests out with -D" + PROPERTY
                                + "=none."));
    }
}
