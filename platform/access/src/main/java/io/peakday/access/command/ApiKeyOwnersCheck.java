package io.peakday.access.command;

import io.peakday.access.ApiKeyView;
import io.peakday.access.ApiKeys;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.commandkit.DoctorCheck.Subject;
import io.peakday.commandkit.DoctorCheck.When;
import io.peakday.commandkit.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Keys from before keys had owners work; they are reported until somebody adopts or revokes them. */
public final class ApiKeyOwnersCheck {
    public static final DoctorCheck CHECK =
            new DoctorCheck("api keys", 300, When.WHILE_RUNNING, ApiKeyOwnersCheck::owners);

    private ApiKeyOwnersCheck() {}

    private static List<Finding> owners(Subject store) {
        List<ApiKeyView> unowned = store.bean(ApiKeys.class).unowned();
        return List.of(Finding.ok(
                "api keys",
                unowned.isEmpty()
                        ? "every API key has an owner"
                        : unowned.size() + (unowned.size() == 1 ? " API key has" : " API keys have")
                                + " no owner and would outlive whoever made it; 'peakday api-keys list --unowned' shows, 'peakday api-keys"
                                + " adopt' gives one: "
                                + unowned.stream().map(ApiKeyView::name).collect(Collectors.joining(", "))));
    }
}
