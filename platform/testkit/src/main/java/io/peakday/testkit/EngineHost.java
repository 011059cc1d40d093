package io.peakday.testkit;

import io.peakday.kernel.Processes;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The process of an engine that the test processes of a build share. It ends within a few seconds of the build, however that ends. */
final class EngineHost {
    private EngineHost() {}

    /** @param arguments which engine, and Maven's process */
    public static void main(String[] arguments) throws Exception {
        SharedEngine engine = SharedEngine.valueOf(arguments[0]);
        Build build = Build.of(Long.parseLong(arguments[1])).orElseThrow();
        try (FileChannel _ = build.live(engine)) {
            run(engine, build);
            Processes.awaitEnd(build.maven());
        }
        TestFolder.delete(build.folder());
        // Now the engine is stopped, and its folder deleted.
        System.exit(0);
    }

    private static void run(SharedEngine engine, Build build) throws Exception {
        try {
            Path folder = engine.startHere();
            build.announce(engine, folder.toString());
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            build.announce(engine, "");
            System.exit(1);
        }
    }
}
