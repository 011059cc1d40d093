package io.peakday.demo;

import java.util.List;
import java.util.Locale;

/**
 * What a demo shopper writes about a product.
 *
 * @param rating 1 to 5
 */
record ReviewText(int rating, String title, String text) {
    private static final List<List<String>> TITLES = List.of(
            List.of("Sent it back", "Not for me", "Expected more", "Broke early"),
            List.of("Disappointing", "Looks better than it is", "Two weeks in: hm", "Mixed, mostly not"),
            List.of("Does what it should", "Decent", "Good, not great", "All right for the price"),
            List.of("Very happy with it", "Nearly perfect", "Good choice", "Would buy again"),
            List.of("Exactly right", "A joy to use", "Best I have had", "Worth every cent", "Perfect present"));
    private static final List<String> GOOD = List.of(
            "The {noun} feels sturdier than the pictures suggest.",
            "Arrived two days early and well packed.",
            "The {colour} is warmer in daylight than on the screen, and I like it better that way.",
            "I use it every single day.",
            "My sister saw it and ordered one the same evening.",
            "Nothing rattles, nothing smells, everything fits.",
            "Third one from {brand} in this house, none has failed so far.",
            "You notice that somebody thought about the details.",
            "Setting it up took five minutes.",
            "The size given is right to the millimetre.");
    private static final List<String> BAD = List.of(
            "The {colour} is not what I saw on the screen.",
            "After a few weeks there is visible wear.",
            "For this price I expected better finish.",
            "It came with a scratch; the replacement was fine.",
            "The instructions leave out the one step that matters.",
            "Heavier than I thought.",
            "Support answered after four days, politely but slowly.",
            "I had to read the description twice to see what is not included.");
    private static final List<String> CLOSING = List.of(
            "All in all, recommended.",
            "I would choose it again.",
            "Let us see how it ages.",
            "Ask me again in a year.",
            "It stays.");

    static ReviewText write(Dice dice, DemoProduct product, String colour) {
        int rating = (int) Math.clamp(Math.round(product.quality() + dice.normal() * 0.8), 1, 5);
        int sentences = dice.between(1, 4);
        StringBuilder text = new StringBuilder();
        String before = "";
        for (int i = 0; i < sentences; i++) {
            boolean praise = dice.chance((rating - 0.6) / 4.4);
            String sentence = dice.pick(praise ? GOOD : BAD);
            if (!sentence.equals(before) && text.indexOf(sentence.substring(0, 12)) < 0) {
                text.append(text.isEmpty() ? "" : " ").append(sentence);
            }
            before = sentence;
        }
        if (rating >= 3 && dice.chance(0.4)) {
            text.append(' ').append(dice.pick(CLOSING));
        }
        String noun = product.kind().titledBy() != null
                ? product.kind().subcategory().equals("Vinyl Records") ? "record" : "whole thing"
                : product.kind().nouns().getFirst().toLowerCase(Locale.ROOT);
        String filled = text.toString()
                .replace("{noun}", noun)
                .replace("{colour}", colour.toLowerCase(Locale.ROOT))
                .replace("{brand}", product.brand());
        return new ReviewText(rating, dice.pick(TITLES.get(rating - 1)), filled);
    }
}
