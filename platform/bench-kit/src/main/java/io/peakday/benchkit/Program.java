package io.peakday.benchkit;

import io.peakday.commandkit.OpenStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program that is measured, as far as benchmarks and drills start it and look into it; the command line implements it. */
public interface Program {
    /** What the store of a node that is measured holds when it has started. */
    enum Filling {
        /** The demo marketplace. */
        MARKETPLACE,
        /** A few of its products, and hardly more. */
        FEW_PRODUCTS,
        /** What it held before. */
        NOTHING_NEW
    }

    /** The settings of a node that is measured, with whom nobody's money moves. */
    Map<String, String> settings(Filling filling);

    /** What a virtual machine takes to be a node that ends with this process: flags, and the main class last. */
    List<String> startsWith(Map<String, String> systemProperties);

    /** Where the node answers that runs on this data folder, if one does. */
    Optional<String> address(Path data);

    /** The variables of the environment by which another node uses the engines of the one that runs on this data folder. */
    Map<String, String> besides(Path data);

    /** Opens the store of a data folder, beside the node that runs on it. */
    OpenStore open(Path data);
}
