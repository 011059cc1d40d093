package io.peakday.commandkit;

import io.peakday.engines.ModuleDescriptor;
import java.util.List;

/** The descriptor of a module that has a part in the command line. */
public interface CommandLineModule extends ModuleDescriptor {
    /**
     * Its commands: classes with picocli's {@code @Command} in its package {@code command}, which nobody else uses. Their constructors,
     * and those of their subcommands, may ask for a {@link Terminal} and a {@link StoreChoice}.
     */
    default List<Class<?>> commands() {
        return List.of();
    }

    /** What 'doctor' looks at of it. */
    default List<DoctorCheck> doctorChecks() {
        return List.of();
    }
}
