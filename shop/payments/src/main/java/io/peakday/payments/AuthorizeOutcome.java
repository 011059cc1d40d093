package io.peakday.payments;

/** What a provider says to an authorization. */
public sealed interface AuthorizeOutcome {
    /** The amount is held on the card. */
    record Authorized(String reference) implements AuthorizeOutcome {}

    /** The bank refused; nothing is held. */
    record Declined(String reference, DeclineCode code) implements AuthorizeOutcome {}

    /** The card holder must first prove to be the card holder, at this address (a path of this site or a full URL). */
    record ChallengeNeeded(String reference, String url) implements AuthorizeOutcome {}

    /** No answer, or none yet: the amount may or may not be held. Ask again with the same key. */
    record Unknown(String reason) implements AuthorizeOutcome {}
}
