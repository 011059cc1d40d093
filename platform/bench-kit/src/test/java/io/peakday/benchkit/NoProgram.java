package io.peakday.benchkit;

import io.peakday.commandkit.OpenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For what starts no node. */
final class NoProgram implements Program {
    @Override
    public Map<String, String> settings(Filling filling) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> startsWith(Map<String, String> systemProperties) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> address(Path data) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> besides(Path data) {
        return Map.of();
    }

    @Override
    public OpenStore open(Path data) {
        throw new UnsupportedOperationException();
    }
}
