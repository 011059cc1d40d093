package io.peakday.customers;

import io.peakday.identity.Sessions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything that is kept about a customer, by section, as something that can be written as JSON. Long sections are read
 * while they are written, so that any length needs little memory.
 */
public final class PersonalExport {
    private static final String FORMAT = "peakday-personal-data/1";

    private final Customers customers;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Supplier<List<PersonalData>> modules;

    public PersonalExport(
            Customers customers, Sessions sessions, InstantSource clock, Supplier<List<PersonalData>> modules) {
        this.customers = customers;
        this.sessions = sessions;
        this.clock = clock;
        this.modules = modules;
    }

    /** @throws io.peakday.kernel.Failure {@code identity.no-customer} */
    public Map<String, Object> of(UUID customerId) {
        CustomerView account = customers.find(customerId).orElseThrow(Customers::nobody);
        List<PersonalData> all = modules.get();
        List<String> sections = new ArrayList<>(List.of("account", "addresses", "sessions"));
        all.forEach(module -> sections.add(module.section()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("manifest", new Manifest(FORMAT, clock.instant().toString(), customerId, sections));
        data.put("account", account);
        data.put("addresses", customers.addresses(customerId));
        data.put("sessions", sessions.list(customerId));
        all.forEach(module -> data.put(module.section(), module.of(customerId)));
        return data;
    }

    /** The same of orders that a guest placed: by order, then by section. */
    public List<Map<String, Object>> ofOrders(List<UUID> orderIds) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (UUID id : orderIds) {
            Map<String, Object> one = new LinkedHashMap<>();
            for (PersonalData module : modules.get()) {
                Object kept = module.ofOrder(id);
                if (kept != null) {
                    one.put(module.section(), kept);
                }
            }
            all.add(one);
        }
        return all;
    }

    /**
     * What the export holds.
     *
     * @param format name and version of the export's format: {@code peakday-personal-data/1}
     * @param madeAt when the export was made, ISO 8601 in UTC
     * @param customerId whose export it is
     * @param sections the names of the fields that follow, each of which is complete
     */
    public record Manifest(String format, String madeAt, UUID customerId, List<String> sections) {
        public Manifest {
            sections = List.copyOf(sections);
        }
    }
}
