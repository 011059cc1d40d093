package io.peakday.search.index;

/** The fields of the index; a change of meaning needs a new {@link #FORMAT}. */
public final class Fields {
    /** Written with every commit; an index of another format is rebuilt. */
    public static final String FORMAT = "2";

    /** The product's id, 16 bytes. */
    public static final String ID = "id";
    /** The ids of the variants, 16 bytes each. */
    public static final String VARIANT = "variant";
    /** Stems of everything, with weighted frequencies. */
    public static final String TEXT = "text";
    /** Stems of the title with positions. */
    public static final String TITLE = "title";
    /** Unstemmed words of title, brand and category: exact forms, and the dictionary of the spelling check. */
    public static final String EXACT = "exact";
    /** Stems of the category's own name and of what the product is called by type. */
    public static final String KIND = "kind";
    /** Unstemmed words of everything with positions, for quoted phrases. */
    public static final String WORDS = "words";
    /** Part numbers without case and punctuation. */
    public static final String CODES = "codes";

    public static final String CARD = "card";
    public static final String CATEGORY = "category";
    public static final String BRAND = "brand";
    public static final String PRICE = "price";
    public static final String CREATED = "created";
    public static final String PROPERTIES = "properties";

    /** The changing ones, updated in place. */
    public static final String STOCK = "stock";

    public static final String RATING = "rating";
    public static final String SOLD = "sold";

    private Fields() {}
}
