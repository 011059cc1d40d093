package io.peakday.limits.policy;

import io.peakday.limits.PolicySettings;
import io.peakday.web.RouteRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Policies and classes of routes as somebody wrote them, not checked yet. */
public record Written(Map<String, List<String>> classes, Map<String, PolicySettings> policies) {
    public Written {
        classes = Map.copyOf(classes);
        policies = new LinkedHashMap<>(policies);
    }

    /** These, and those of the other that are not named here. */
    public Written over(Written other) {
        Map<String, List<String>> allClasses = new LinkedHashMap<>(other.classes());
        allClasses.putAll(classes);
        Map<String, PolicySettings> allPolicies = new LinkedHashMap<>(other.policies());
        allPolicies.putAll(policies);
        return new Written(allClasses, allPolicies);
    }

    /**
     * These, and all of the other.
     *
     * @throws IllegalStateException if both have a class or a policy of the same name
     */
    Written and(Written other, String where) {
        Set<String> twice = new TreeSet<>(other.classes().keySet());
        twice.retainAll(classes.keySet());
        Set<String> policiesTwice = new TreeSet<>(other.policies().keySet());
        policiesTwice.retainAll(policies.keySet());
        twice.addAll(policiesTwice);
        if (!twice.isEmpty()) {
            throw new IllegalStateException(
                    where + " has limits of names that are taken: " + String.join(", ", twice) + ".");
        }
        return over(other);
    }

    /**
     * These, with more routes in their classes.
     *
     * @throws IllegalStateException if a class is named that there is not
     */
    Written with(List<RouteRule> routes) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        classes.forEach((name, members) -> all.put(name, new ArrayList<>(members)));
        for (RouteRule route : routes) {
            String written = route.method() + " " + route.pattern();
            for (String name : route.limits()) {
                List<String> members = all.get(name);
                if (members == null) {
                    throw new IllegalStateException(written + " is said to be of the class '" + name
                            + "' of limits, which there is not. There are "
                            + String.join(", ", new TreeSet<>(all.keySet())) + ".");
                }
                members.add(written);
            }
        }
        return new Written(all, policies);
    }
}
