package io.peakday.customers;

import io.peakday.engines.NodeModules;
import io.peakday.kernel.Failure;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What all modules of the program keep of people. A node that has only some of them must neither erase nor export anybody: it would
 * leave out what the others keep.
 */
final class PersonalDataOfAll implements Supplier<List<PersonalData>> {
    private final ObjectProvider<PersonalData> modules;
    private final ObjectProvider<NodeModules> node;

    PersonalDataOfAll(ObjectProvider<PersonalData> modules, ObjectProvider<NodeModules> node) {
        this.modules = modules;
        this.node = node;
    }

    /** @throws Failure {@code privacy.needs-whole-node} on a node that is narrowed to some modules */
    @Override
    public List<PersonalData> get() {
        NodeModules here = node.getIfAvailable();
        if (here != null && !here.whole()) {
            throw Failure.unavailable(
                    "privacy.needs-whole-node",
                    "This node has only some modules (peakday.server.modules) and does not know all that is kept of a"
                            + " person. Ask a node that has all of them.",
                    null);
        }
        return modules.orderedStream().toList();
    }
}
