package io.peakday.cli;

import io.peakday.benchkit.Program;
import io.peakday.commandkit.OpenStore;
import io.peakday.engines.StartListener;
import io.peakday.server.EndsWith;
import io.peakday.server.RunningNode;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.settings.KnownSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The program whose class path this is, measured by itself. */
public final class ThisProgram implements Program {
    @Override
    public Map<String, String> settings(Filling filling) {
        Map<String, String> settings = new TreeMap<>(Map.of("peakday.payments.provider", "sandbox"));
        switch (filling) {
            case MARKETPLACE -> {}
            case FEW_PRODUCTS -> {
                settings.put("peakday.demo.products", "64");
                settings.put("peakday.demo.customers", "1");
                settings.put("peakday.demo.orders", "0");
                settings.put("peakday.demo.reviews", "0");
            }
            case NOTHING_NEW -> settings.put("peakday.server.demo", "false");
        }
        return settings;
    }

    @Override
    public List<String> startsWith(Map<String, String> systemProperties) {
        List<String> arguments = new ArrayList<>(List.of(EndsWith.thisProcess()));
        systemProperties.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Peakday.class.getName()));
        return arguments;
    }

    @Override
    public Optional<String> address(Path data) {
        return RunningNode.find(data).map(RunningNode::url);
    }

    @Override
    public Map<String, String> besides(Path data) {
        Map<String, String> variables = new HashMap<>();
        RunningNode.find(data)
                .ifPresent(node -> node.settingsBeside(data)
                        .forEach((key, value) -> variables.put(KnownSettings.environment(key), value)));
        return variables;
    }

    @Override
    public OpenStore open(Path data) {
        StoreOptions options = new StoreOptions(data, null, Map.of(), Map.of());
        return new OfflineStore(Store.offline(options, StartListener.silent()));
    }
}
