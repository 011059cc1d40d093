package io.peakday.limits.http;

import io.peakday.identity.OperatorPermissions;
import io.peakday.identity.Requires;
import io.peakday.limits.LimitsStatus;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The policies in force on this node and what they did. */
@RestController
@RequestMapping("/api/v1/admin/limits")
@Requires(OperatorPermissions.Names.HEALTH_READ)
public final class LimitsApi {
    private final Supplier<LimitsStatus> status;

    public LimitsApi(Supplier<LimitsStatus> status) {
        this.status = status;
    }

    @GetMapping
    LimitsStatus show() {
        return status.get();
    }
}
