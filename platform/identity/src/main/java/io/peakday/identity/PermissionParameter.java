package io.peakday.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/** Reads a permission of a form or a query; a blank one is none, and a name that is not declared is refused. */
final class PermissionParameter implements Converter<String, @Nullable Permission> {
    private final Permissions permissions;

    PermissionParameter(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public @Nullable Permission convert(String sent) {
        String name = sent.strip();
        return name.isEmpty()
                ? null
                : permissions
                        .find(name)
                        .orElseThrow(() -> new IllegalArgumentException("There is no such permission."));
    }
}
