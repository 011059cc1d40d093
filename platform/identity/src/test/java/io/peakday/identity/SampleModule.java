package io.peakday.identity;

import java.util.List;
import org.springframework.context.annotation.Configuration;

/** Declares what modules above do in the program, so that roles hold what they hold there. */
@Configuration(proxyBeanMethods = false)
public class SampleModule implements PermissionModule {
    @Override
    public String name() {
        return "sample";
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return SamplePermissions.DECLARED;
    }

    @Override
    public List<DeclaredRole> roles() {
        return SamplePermissions.ROLES;
    }
}
