package io.peakday.engines;

import org.springframework.boot.context.properties.bind.Binder;

/** What settings are when nothing is given: as their record says, which is the only place that does. */
public final class SettingDefaults {
    private SettingDefaults() {}

    /** @param settings a record whose components say their defaults by {@code @DefaultValue} */
    public static <S extends Record> S of(Class<S> settings) {
        return new Binder().bindOrCreate("none", settings);
    }
}
