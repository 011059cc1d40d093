package io.peakday.server;

import io.peakday.engines.DataFolder;
import io.peakday.engines.EngineSettings;
import io.peakday.engines.EngineTls;
import io.peakday.engines.Engines;
import io.peakday.engines.KafkaBootstrap;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.NodeModules;
import io.peakday.engines.NodeRoles;
import io.peakday.engines.OperatorWarnings;
import io.peakday.engines.ProgramModules;
import io.peakday.engines.StartListener;
import io.peakday.kernel.Failure;
import io.peakday.kernel.ProgramClock;
import io.peakday.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An open store: its engines started or connected, its schemas migrated, its modules wired.
 *
 * <p>As a {@linkplain #serve node} it answers requests and does the background work. As a {@linkplain #offline
 * offline} store, for a command, it has the modules that hold data and nothing that listens; on the data folder of a running
 * node it uses that node's engines, otherwise it starts them and stops them again.
 */
public final class Store implements AutoCloseable {
    private final Settings settings;
    private final Engines engines;
    private final ConfigurableApplicationContext context;
    private final @Nullable CommandFolder own;

    private Store(
            Settings settings, Engines engines, ConfigurableApplicationContext context, @Nullable CommandFolder own) {
        this.settings = settings;
        this.engines = engines;
        this.context = context;
        this.own = own;
    }

    /** The settings as they would hold, all checked. */
    public static Settings settings(StoreOptions options) {
        // Nothing is logged before the logging is set up; what matters until then is thrown or reported to the
        // listener.
        MaskedLog.onTerminal();
        LoggingSystem.get(Store.class.getClassLoader()).beforeInitialize();
        Path config = configFile(options);
        Map<String, String> flags = new HashMap<>(options.flags());
        if (options.data() != null) {
            flags.put("peakday.engines.folder", options.data().toString());
        }
        return Settings.load(ModuleRegistry.settings(), config, options.environment(), flags);
    }

    /** The settings file that is read: the one that was named, else {@code peakday.properties} in the working folder if there is one. */
    public static @Nullable Path configFile(StoreOptions options) {
        Path usual = Path.of("peakday.properties");
        return options.config() != null ? options.config() : Files.exists(usual) ? usual : null;
    }

    /** The engines to use, over TLS where that is asked for. */
    public static EngineSettings engines(Settings settings) {
        return settings.bind(EngineTls.class).over(settings.bind(EngineSettings.class));
    }

    /** The folder that holds everything the store keeps on this machine. */
    public static Path folder(Settings settings) {
        return settings.bind(EngineSettings.class).folder().toAbsolutePath().normalize();
    }

    /** Opens the store as a node; {@link NodeLife} starts what runs in it. */
    static Store serve(Settings settings, StartListener listener) {
        ServerSettings server = settings.bind(ServerSettings.class);
        boolean web = server.web();
        // A folder in use is reported by the engines, which lock it; its node may well have the port, too.
        if (web && DataFolder.heldBy(folder(settings)).isEmpty()) {
            ListeningAddress.check(server);
        }
        settings.bind(TlsSettings.class).check();
        NodeModules modules = NodeModules.of(ModuleRegistry.all(), server.modules());
        return open(settings, engines(settings), modules, false, web, listener);
    }

    /** Opens the store for a command. */
    public static Store offline(StoreOptions options, StartListener listener) {
        Settings settings = settings(options);
        EngineSettings own = engines(settings);
        Optional<RunningNode> running = RunningNode.find(folder(settings));
        EngineSettings used = running.map(node -> node.engines(own)).orElse(own);
        // Nobody waits for a command but who gave it.
        EngineSettings withoutDeadline = used.with(used.postgres().withoutDeadline());
        return open(settings, withoutDeadline, NodeModules.all(ModuleRegistry.offline()), true, false, listener);
    }

    private static Store open(
            Settings settings,
            EngineSettings engineSettings,
            NodeModules modules,
            boolean offline,
            boolean web,
            StartListener listener) {
        CommandFolder own = CommandFolder.of(engineSettings, folder(settings));
        Engines engines = Engines.start(engineSettings, ModuleRegistry.folderModes(), listener);
        try {
            engines.beginMigration(ModuleRegistry.schemas());
            return new Store(settings, engines, wire(settings, engines, modules, offline, web, own != null), own);
        } catch (RuntimeException e) {
            close(engines, own);
            throw explained(e, settings);
        } catch (Error e) {
            close(engines, own);
            throw e;
        }
    }

    private static void close(Engines engines, @Nullable CommandFolder own) {
        engines.close();
        if (own != null) {
            own.remove();
        }
    }

    /** @param beside whether a node has the store's folder, so that this is a command with a folder of its own */
    private static ConfigurableApplicationContext wire(
            Settings settings, Engines engines, NodeModules modules, boolean offline, boolean web, boolean beside) {
        SpringApplication application = new SpringApplication(modules.wired().toArray(Class<?>[]::new));
        application.setMainApplicationClass(Store.class);
        application.setWebApplicationType(web ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        Map<String, Object> defaults =
                new HashMap<>(FrameworkProperties.of(settings, engines.folder().path(), web));
        NodeRoles roles = settings.bind(ServerSettings.class).does(offline, settings.bind(TlsSettings.class));
        ModuleRegistry.all()
                .forEach(module -> defaults.putAll(ModuleDescriptor.of(module).implied(roles)));
        defaults.putAll(StoreCurrency.implied(settings.values()));
        // The store's own folder also where a command uses the engines of a running node.
        defaults.put("peakday.identity.audit-folder", folder(settings).toString());
        defaults.put("peakday.events.key-folder", folder(settings).toString());
        if (beside) {
            // The node writes the log, and a command prints what it has to say on the terminal.
            defaults.remove("logging.file.name");
        }
        application.setDefaultProperties(defaults);
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("peakday", new HashMap<>(settings.values())));
            var beans = context.getBeanFactory();
            beans.registerSingleton("engines", engines);
            beans.registerSingleton("dataFolder", engines.folder());
            beans.registerSingleton("storeFolder", new StoreFolder(folder(settings)));
            beans.registerSingleton("kafkaBootstrap", (KafkaBootstrap) engines.kafkaBootstrap());
            beans.registerSingleton("programModules", ProgramModules.of(ModuleRegistry.all()));
            beans.registerSingleton("nodeModules", modules);
            beans.registerSingleton("clock", ProgramClock.instance());
            if (web) {
                beans.registerSingleton("exposureWarnings", new OperatorWarnings(Exposure.of(settings)));
            }
            // When the modules' configurations have been read and before the first bean is made: PostgreSQL starts
            // meanwhile.
            context.addBeanFactoryPostProcessor(factory -> {
                engines.awaitMigration();
                factory.registerSingleton("database", engines.database());
                factory.registerSingleton("ownerDatabase", engines.owner());
                // All definitions are there: beans are found by type from now on without going through all of them
                // each time. The container's filters, and with them nearly all beans, are made before it says so.
                factory.freezeConfiguration();
            });
        });
        return application.run();
    }

    /** A failure that stands behind a framework's, or the framework's own as a sentence. */
    private static RuntimeException explained(RuntimeException thrown, Settings settings) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return failure;
            }
            if (cause instanceof PortInUseException inUse) {
                return ListeningAddress.inUse(settings.bind(ServerSettings.class), inUse.getPort());
            }
        }
        return thrown;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Those of that type, in order; none where the module that has it is not there. */
    public <T> Stream<T> all(Class<T> type) {
        return context.getBeanProvider(type).orderedStream();
    }

    public Engines engines() {
        return engines;
    }

    public Settings settings() {
        return settings;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** Where the node listens; null for an offline store or a node without the web role. */
    @Nullable
    Integer port() {
        String port = context.getEnvironment().getProperty("local.server.port");
        return port == null ? null : Integer.valueOf(port);
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            close(engines, own);
        }
    }
}
