package io.peakday.secrets;

import io.peakday.kernel.Checks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which new passwords are refused (NIST SP 800-63B, 3.1.1.2): too short or too long, on a list of leaked ones, a pattern, or
 * little more than the store's name, the person's or the address; twice over, with accents or with characters that nobody sees
 * they are the same. What characters it is made of is nobody's business. Passwords
 * that were set before stay.
 */
public final class PasswordPolicy {
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;

    private final CommonPasswords common = CommonPasswords.shipped();
    private final List<String> store;

    /** @param publicUrl the parts of its host are words that everybody would try */
    public PasswordPolicy(String publicUrl) {
        List<String> words = new ArrayList<>(List.of("peakday", "shop", "store"));
        String host = URI.create(publicUrl).getHost();
        if (host != null) {
            words.addAll(Guessable.words(host));
        }
        this.store = List.copyOf(words);
    }

    /** @throws io.peakday.kernel.Failure {@code identity.bad-password} */
    public void require(String password, String email, @Nullable String name) {
        check(new Checks(), "password", password, email, name)
                .orThrow("identity.bad-password", "This password cannot be used.");
    }

    /**
     * Adds what is wrong with a new password.
     *
     * @param field the name of the field, for the message
     * @param email the owner's address
     * @param name the owner's name; null if it is not known
     */
    public Checks check(Checks checks, String field, @Nullable String password, String email, @Nullable String name) {
        String seen = password == null ? "" : Lookalikes.visible(password);
        int length = seen.codePointCount(0, seen.length());
        boolean tooLong = password != null && password.codePointCount(0, password.length()) > MAX_LENGTH;
        checks.require(
                length >= MIN_LENGTH && !tooLong,
                field,
                "length",
                field + " must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        if (length < MIN_LENGTH || tooLong) {
            return checks;
        }
        List<String> forms = Lookalikes.forms(seen);
        List<String> words = words(email, name);
        return checks.require(
                        forms.stream().noneMatch(this::isCommon),
                        field,
                        "too-common",
                        field + " is one of the first that anybody would try.")
                .require(
                        forms.stream().noneMatch(Guessable::isPattern),
                        field,
                        "too-simple",
                        field + " repeats itself or follows the keyboard; take several words, for example.")
                .require(
                        forms.stream().noneMatch(form -> Guessable.isMadeOf(form, words)),
                        field,
                        "too-personal",
                        field + " is little more than a name that everybody knows here; add something of your own.");
    }

    private boolean isCommon(String lower) {
        return isListed(lower) || isRepeatedFromList(lower);
    }

    /** Whatever belongs to the short tail: the last digits of {@code trustno1trustno1!} do not. */
    private boolean isRepeatedFromList(String lower) {
        for (int end = lower.length(); end >= Guessable.stem(lower).length(); end--) {
            String whole = lower.substring(0, end);
            String once = Guessable.once(whole);
            if (!once.equals(whole) && isListed(once)) {
                return true;
            }
        }
        return false;
    }

    private boolean isListed(String lower) {
        String stem = Guessable.stem(lower);
        String plain = Guessable.plain(lower);
        return common.contains(lower)
                || common.contains(plain)
                || (stem.length() >= 4 && (common.contains(stem) || common.contains(Guessable.plain(stem))));
    }

    private List<String> words(String email, @Nullable String name) {
        List<String> words = new ArrayList<>(store);
        words.addAll(Guessable.words(email));
        words.add(email.strip().toLowerCase(Locale.ROOT));
        if (name != null) {
            words.addAll(Guessable.words(name));
        }
        for (String word : List.copyOf(words)) {
            Lookalikes.forms(word).stream()
                    .filter(form -> !words.contains(form))
                    .forEach(words::add);
        }
        // The longest first, so that none hides behind a shorter one inside it.
        words.sort((a, b) -> b.length() - a.length());
        return words;
    }
}
