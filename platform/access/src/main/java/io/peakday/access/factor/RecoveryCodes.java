package io.peakday.access.factor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Codes for the day on which phone and keys are gone: eighty random bits each, written as {@code ABCD-EFGH-IJKL-MNOP}, each good
 * for one sign-in.
 */
public final class RecoveryCodes {
    public static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    public static List<String> fresh() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    /**
     * What was typed as it is compared: without dashes and spaces, in capitals, and with the digits that the alphabet does not
     * have read as the letters they look like.
     */
    public static String canonical(String typed) {
        StringBuilder code = new StringBuilder();
        for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '0' -> code.append('O');
                case '1' -> code.append('I');
                case '8' -> code.append('B');
                case '-', ' ' -> {}
                default -> code.append(c);
            }
        }
        return code.toString();
    }

    private static String one() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.encode(bytes).replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }
}
