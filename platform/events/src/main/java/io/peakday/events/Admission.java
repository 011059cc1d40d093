package io.peakday.events;

import org.jspecify.annotations.Nullable;

/** Decides whether the records of one batch are this store's events, before anything of them is read. */
interface Admission {
    /**
     * Why the record is not handled; null if it is ours.
     *
     * @param topic without the installation's prefix
     * @throws EventKeys.KeyMissing if that cannot be said here, because a key is missing
     */
    @Nullable
    String refusal(String topic, int partition, long record, Envelope envelope, byte[] payload);

    /** By the signature, or else by the place of an event of the version before. */
    static Admission of(EventKeys keys, CutOver cutOver, Topics topics) {
        EventKeys.Check check = keys.check();
        return (topic, partition, record, envelope, payload) -> {
            if (envelope.signature() == null) {
                return cutOver.accepts(topics, topic, partition, record) ? null : UNSIGNED;
            }
            return check.isAuthentic(topic, envelope, payload) ? null : FORGED;
        };
    }

    /** Of a dead letter, which is replayed from its row. */
    static Admission ofLetters(EventKeys keys, CutOver cutOver) {
        EventKeys.Check check = keys.check();
        return (topic, partition, record, envelope, payload) -> {
            if (envelope.signature() == null) {
                return cutOver.isOpen() ? null : UNSIGNED;
            }
            return check.isAuthentic(topic, envelope, payload) ? null : FORGED;
        };
    }

    String UNSIGNED = "Refused: the record is not signed, and it is none from before this store's events were.";
    String FORGED =
            "Refused: no key of this store signed the record as it is. It was forged, changed, or signed with a key that was"
                    + " taken away.";
}
