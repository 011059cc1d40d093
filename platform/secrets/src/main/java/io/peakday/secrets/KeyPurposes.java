package io.peakday.secrets;

import io.peakday.engines.ProgramModules;
import java.util.Map;

/** What the keys that all nodes share are for, as modules declare it ({@link io.peakday.engines.ModuleDescriptor#keys}). */
public final class KeyPurposes {
    private KeyPurposes() {}

    /** What a key signs, in words, whether or not this process has the module that uses it. */
    public static String of(String key, ProgramModules modules) {
        return modules.all().stream()
                .flatMap(module -> module.keys().entrySet().stream())
                .filter(declared ->
                        isOne(declared.getKey()) ? key.equals(declared.getKey()) : key.startsWith(declared.getKey()))
                .findFirst()
                .map(declared -> said(declared, key))
                .orElse("Used by the program");
    }

    private static String said(Map.Entry<String, String> declared, String key) {
        String name = declared.getKey();
        return isOne(name) ? declared.getValue() : declared.getValue() + " " + key.substring(name.length());
    }

    private static boolean isOne(String name) {
        return !name.endsWith(":");
    }
}
