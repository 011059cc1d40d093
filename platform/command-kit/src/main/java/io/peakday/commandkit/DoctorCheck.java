package io.peakday.commandkit;

import java.util.List;

/**
 * Something that 'doctor' looks at, named by a module's {@linkplain CommandLineModule descriptor}.
 *
 * @param what in a word or two; also what it is called where looking fails
 * @param position lower ones are reported first
 */
public record DoctorCheck(String what, int position, When when, Look look) {
    /** Whether it can be looked at. */
    public enum When {
        /** It takes settings only. */
        ALWAYS,
        /** It takes a running node, whose engines are used. */
        WHILE_RUNNING
    }

    /** Looks. */
    @FunctionalInterface
    public interface Look {
        /**
         * @return what there is to say; may be nothing
         * @throws Exception what is wrong, in its message
         */
        List<Finding> at(Subject store) throws Exception;
    }

    /** The store that is looked at. */
    public interface Subject {
        /** A module's settings, all checked. */
        <T> T settings(Class<T> type);

        /** What a module offers, of a store opened on the running node's engines; once for all checks. */
        <T> T bean(Class<T> type);

        /** What the running node has noted of itself, such as {@code payments}; empty if nothing. */
        String noted(String fact);
    }
}
