package io.peakday.limits.http;

import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Requires;
import io.peakday.limits.LimitsStatus;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Limits on requests: the policies in force on the node that answers, and how many requests they let through and refused. */
@RestController
@Tag(name = "Limits")
@RequestMapping("/api/v1/admin/limits")
@Requires(OperatorPermissions.Names.HEALTH_READ)
public final class LimitsApi {
    private final Supplier<LimitsStatus> status;

    public LimitsApi(Supplier<LimitsStatus> status) {
        this.status = status;
    }

    /**
     * Says how limits stand on the node that answers.
     *
     * <p>Counts are of this node alone, since its start or since a policy came into force.
     *
     * @return the policies in force, and where they are counted
     */
    @GetMapping
    LimitsStatus getLimits() {
        return status.get();
    }
}
