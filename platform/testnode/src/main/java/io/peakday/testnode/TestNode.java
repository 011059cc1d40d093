package io.peakday.testnode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peakday.engines.Database;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.OwnerDatabase;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.ProgramModules;
import io.peakday.events.EventRuntime;
import io.peakday.kernel.ProgramClock;
import io.peakday.testkit.ApiContract;
import io.peakday.testkit.TestFolder;
import io.peakday.testkit.TestKafka;
import io.peakday.web.WebFramework;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One node of a program that has these modules, in this process, wired as the server wires it: on a test's database and the test
 * run's broker, with topics and meters of its own, answering at a free port.
 *
 * <pre>{@code
 * static final NodeWiring WIRING = TestNode.with(EventsModule.class, EdgeModule.class, CartModule.class);
 *
 * @RegisterExtension
 * static final TestDatabase postgres = TestDatabase.with(WIRING.schemas());
 *
 * TestNode node = WIRING.clock(clock).open(postgres);
 * }</pre>
 *
 * <p>Two nodes on one database share no topics, and so no events, unless both are given the same
 * {@code peakday.events.topic-prefix}.
 */
public final class TestNode implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Configuration(proxyBeanMethods = false)
    @Import(WebFramework.class)
    static class Program {}

    private final ServletWebServerApplicationContext context;
    private final int port;
    private final List<Path> folders;
    private final BackgroundTasks tasks = new BackgroundTasks();

    private TestNode(ServletWebServerApplicationContext context, List<Path> folders) {
        this.context = context;
        this.port = Objects.requireNonNull(context.getWebServer()).getPort();
        this.folders = folders;
    }

    /** The wiring of a node with these modules, {@code EventsModule} among them where one appends events. */
    public static NodeWiring with(Class<?>... modules) {
        return new NodeWiring(Arrays.asList(modules), Map.of(), List.of(), ProgramClock.instance(), true);
    }

    static TestNode open(NodeWiring wiring, Database database, Supplier<Database> owner) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "spring.threads.virtual.enabled",
                true,
                "spring.web.resources.add-mappings",
                false,
                "peakday.events.topic-prefix",
                TestKafka.prefix(),
                "logging.level.root",
                "WARN",
                "logging.level.org.apache.kafka",
                "ERROR"));
        List<Path> folders = new ArrayList<>();
        for (String setting : wiring.folders()) {
            Path folder = TestFolder.create("node");
            folders.add(folder);
            settings.put(setting, folder.toString());
        }
        settings.putAll(wiring.settings());
        SpringApplication application = new SpringApplication(Program.class);
        application.addPrimarySources(wiring.modules());
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(settings);
        application.addInitializers(starting -> {
            GenericApplicationContext beans = (GenericApplicationContext) starting;
            beans.registerBean(Database.class, () -> database);
            beans.registerBean(
                    OwnerDatabase.class, () -> new OwnerDatabase(owner.get()), bean -> bean.setLazyInit(true));
            beans.registerBean(ProgramModules.class, () -> ProgramModules.of(wiring.modules()));
            beans.registerBean(InstantSource.class, () -> wiring.clock());
            beans.registerBean(KafkaBootstrap.class, TestKafka::bootstrap);
            beans.registerBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry());
        });
        TestNode node = new TestNode((ServletWebServerApplicationContext) application.run(), folders);
        if (wiring.background()) {
            node.context.getBeanProvider(EventRuntime.class).ifAvailable(EventRuntime::start);
            node.tasks.run(node.context.getBeansOfType(PeriodicTask.class).values());
        }
        return node;
    }

    /** What a module has wired. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** What a module has wired under that name. */
    public <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Where it answers, and answered when it is closed. */
    public int port() {
        return port;
    }

    /** Without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /**
     * Sends a request, which follows no redirect and keeps no cookie; what is answered has to be as the API is described.
     *
     * @param json the body, if any
     * @param headers name, value, name, value …
     */
    public HttpResponse<String> send(String method, String path, @Nullable String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json != null && !Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        ApiContract.published().check(method, path, json, answer);
        return answer;
    }

    /** Ends the running tasks, then the modules, then deletes the folders. The database stays. */
    @Override
    public void close() {
        tasks.close();
        context.close();
        folders.forEach(TestFolder::delete);
    }
}
