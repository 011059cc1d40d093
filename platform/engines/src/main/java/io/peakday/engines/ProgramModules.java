package io.peakday.engines;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules of the whole program, also those that this process leaves out: a bean, for what has to be the same in every
 * process, such as which permissions there are.
 */
public record ProgramModules(List<ModuleDescriptor> all) {
    public ProgramModules {
        all = List.copyOf(all);
    }

    /** The descriptions of those of these classes that are modules. */
    public static ProgramModules of(Collection<? extends Class<?>> classes) {
        return new ProgramModules(classes.stream()
                .filter(ModuleDescriptor.class::isAssignableFrom)
                .map(type -> ModuleDescriptor.of(type.asSubclass(ModuleDescriptor.class)))
                .toList());
    }

    /** Those that have a part of that kind. */
    public <M> Stream<M> with(Class<M> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }
}
