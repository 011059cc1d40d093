package io.peakday.limits.policy;

import io.peakday.limits.PolicySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
