package io.peakday.storefrontkit;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The slots of one page in their order; two with one name stop the start. */
final class SlotList {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private SlotList() {}

    static <S extends StorefrontSlot> List<S> of(List<S> slots) {
        Set<String> names = new HashSet<>();
        for (S slot : slots) {
            if (!NAME.matcher(slot.name()).matches()) {
                throw new IllegalStateException("not the name of a slot: " + slot.name());
            }
            if (!names.add(slot.name())) {
                throw new IllegalStateException("two modules fill a slot as " + slot.name());
            }
        }
        return slots.stream()
                .sorted(Comparator.comparingInt(StorefrontSlot::position).thenComparing(StorefrontSlot::name))
                .toList();
    }
}
