package io.peakday.search.index;

import io.peakday.kernel.Money;
import io.peakday.search.index.ProductDocument.Content;
import io.peakday.search.index.ProductDocument.Property;
import io.peakday.search.index.ProductDocument.Value;
import io.peakday.search.text.Scanner;
import io.peakday.search.text.Stems;
import io.peakday.search.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Turns a product into a Lucene document. */
final class DocumentWriter {
    private static final int MAX_CODES = 200;
    private static final int MAX_PROPERTIES = 300;
    private static final int FIELD_GAP = 100;
    private static final Set<String> KIND_NAMES = Set.of("type", "product-type", "product_type", "kind");

    private static final FieldType FREQUENCIES = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
    private static final FieldType BARE_POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
    private static final FieldType BARE_FREQUENCIES = type(IndexOptions.DOCS_AND_FREQS, true);
    private static final FieldType DOCUMENTS = type(IndexOptions.DOCS, true);

    private final TextWeights weights;

    DocumentWriter(TextWeights weights) {
        this.weights = weights;
    }

    Document document(ProductDocument product) {
        Document document = new Document();
        document.add(new StringField(Fields.ID, Keys.bytes(product.id()), Field.Store.NO));
        for (UUID variant : product.variants().ids()) {
            document.add(new StringField(Fields.VARIANT, Keys.bytes(variant), Field.Store.NO));
        }
        texts(product.content(), document);
        columns(product, document);
        return document;
    }

    private void texts(Content content, Document document) {
        Texts texts = new Texts();
        String path = String.join(" ", content.categoryPath());
        List<Word> title = texts.add(content.title(), weights.title());
        List<Word> brand = texts.add(content.brand(), weights.brand());
        List<Word> category = texts.add(path, weights.category());
        StringBuilder kinds = new StringBuilder(
                content.categoryPath().isEmpty() ? "" : content.categoryPath().getLast());
        int count = 0;
        for (Property property : content.properties()) {
            if (count++ == MAX_PROPERTIES) {
                break;
            }
            texts.add(spoken(property), weights.attributes());
            if (KIND_NAMES.contains(property.name()) && property.value() instanceof Value.Text(String text)) {
                kinds.append(' ').append(text);
            }
        }
        texts.add(content.description(), weights.description());

        Set<String> codes = new LinkedHashSet<>();
        content.codes().stream()
                .map(Scanner::code)
                .filter(code -> code.length() >= 2)
                .forEach(codes::add);
        codes.forEach(code -> texts.frequencies.merge(code, weights.codes(), Integer::sum));
        texts.codes.forEach(codes::add);

        document.add(new Field(Fields.TEXT, new Tokens.Weighted(texts.frequencies), FREQUENCIES));
        document.add(new Field(Fields.TITLE, new Tokens.Positioned(title, true), POSITIONS));
        document.add(new Field(Fields.WORDS, new Tokens.Positioned(texts.words, false), BARE_POSITIONS));
        document.add(new Field(Fields.KIND, new Tokens.Positioned(Scanner.scan(kinds.toString()), true), FREQUENCIES));
        Map<String, Integer> exact = new LinkedHashMap<>();
        List.of(title, brand, category)
                .forEach(words -> words.forEach(word -> exact.merge(word.term(), 1, Integer::sum)));
        document.add(new Field(Fields.EXACT, new Tokens.Weighted(exact), BARE_FREQUENCIES));
        codes.stream().limit(MAX_CODES).forEach(code -> document.add(new Field(Fields.CODES, code, DOCUMENTS)));
    }

    /** What a property contributes to the words: its text, its measure, or its name if it is there. */
    private static String spoken(Property property) {
        return switch (property.value()) {
            case Value.Text(String text) -> text;
            case Value.Number(double number, String unit) ->
                Double.isFinite(number) && unit != null ? FacetKey.plain(number) + " " + unit : "";
            case Value.Flag(boolean on) -> on ? property.label() : "";
        };
    }

    private static void columns(ProductDocument product, Document document) {
        Content content = product.content();
        document.add(new BinaryDocValuesField(Fields.CARD, Card.of(product).encode()));
        document.add(new SortedDocValuesField(Fields.CATEGORY, Keys.bytes(content.categoryId())));
        if (!content.brand().isBlank()) {
            document.add(new SortedDocValuesField(
                    Fields.BRAND, new BytesRef(content.brand().strip())));
        }
        Money from = product.pricing().from();
        document.add(new NumericDocValuesField(Fields.PRICE, from == null ? SegmentColumns.NO_PRICE : from.minor()));
        document.add(
                new NumericDocValuesField(Fields.CREATED, content.createdAt().getEpochSecond()));
        Set<String> seen = new HashSet<>();
        content.properties().stream().limit(MAX_PROPERTIES).forEach(property -> {
            FacetKey key = FacetKey.of(property);
            if (key != null && seen.add(key.identity())) {
                document.add(new SortedSetDocValuesField(Fields.PROPERTIES, new BytesRef(key.term())));
            }
        });
        document.add(new NumericDocValuesField(
                Fields.STOCK, product.variants().stocked() & product.variants().offered()));
        document.add(new NumericDocValuesField(
                Fields.RATING,
                packRating(product.standing().rating(), product.standing().ratingCount())));
        document.add(new NumericDocValuesField(Fields.SOLD, product.standing().sold()));
    }

    /** Hundredths of a star in the lower 16 bits, the count above. */
    static long packRating(double average, int count) {
        return ((long) count << 16) | Math.clamp(Math.round(average * 100), 0, 500);
    }

    private static FieldType type(IndexOptions options, boolean bare) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.setOmitNorms(bare);
        type.freeze();
        return type;
    }

    /** Gathers the words of all fields of one product. */
    private static final class Texts {
        final Map<String, Integer> frequencies = new LinkedHashMap<>();
        final List<Word> words = new ArrayList<>();
        final Set<String> codes = new LinkedHashSet<>();
        int position;

        List<Word> add(String text, int weight) {
            List<Word> found = Scanner.scan(text);
            for (Word word : found) {
                frequencies.merge(Stems.of(word.term()), weight, Integer::sum);
                if (word.looksLikeCode() && codes.size() < MAX_CODES) {
                    codes.add(word.term());
                }
                words.add(new Word(word.term(), word.kind(), position + word.position(), word.start(), word.end()));
            }
            position += FIELD_GAP + (found.isEmpty() ? 0 : found.getLast().position());
            return found;
        }
    }
}
