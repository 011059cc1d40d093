package io.peakday.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.sql.ResultSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The constants that a database holds by their name: those of every enum that is made from text by a method that reads a row.
 * By class, one a line: {@code state Type CONSTANT}.
 */
final class StoredStates {
    private StoredStates() {}

    static SortedMap<String, SortedSet<String>> in(JavaClasses classes) {
        SortedMap<String, SortedSet<String>> states = new TreeMap<>();
        for (JavaClass type : classes) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                JavaClass made = call.getTargetOwner();
                if (call.getName().equals("valueOf") && made.isEnum() && readsARow(call)) {
                    made.getFields().stream()
                            .filter(field -> isConstant(field, made))
                            .forEach(field -> states.computeIfAbsent(made.getName(), ignored -> new TreeSet<>())
                                    .add("state " + name(made) + " " + field.getName()));
                }
            }
        }
        return states;
    }

    private static boolean readsARow(JavaMethodCall call) {
        return call.getOrigin().getMethodCallsFromSelf().stream()
                .anyMatch(other -> other.getTargetOwner().isEquivalentTo(ResultSet.class)
                        && other.getName().equals("getString"));
    }

    private static boolean isConstant(JavaField field, JavaClass type) {
        return field.getModifiers().contains(JavaModifier.ENUM)
                && field.getRawType().equals(type);
    }

    /** {@code OrderReturn.State} for a nested one. */
    private static String name(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
