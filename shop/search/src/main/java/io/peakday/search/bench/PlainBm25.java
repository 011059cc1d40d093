package io.peakday.search.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The baseline: all text in one field, English analysis, any of the words, Lucene's BM25 as it comes. */
final class PlainBm25 {
    private static final String FIELD = "text";

    private PlainBm25() {}

    static Map<String, List<UUID>> rank(List<UUID> ids, List<String> texts, Set<String> queries, int depth)
            throws IOException {
        try (Analyzer analyzer = new EnglishAnalyzer();
                ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            IndexWriterConfig config = new IndexWriterConfig(analyzer)
                    .setMergePolicy(NoMergePolicy.INSTANCE) // Keeps the documents in the order they came.
                    .setRAMBufferSizeMB(256);
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (String text : texts) {
                    Document document = new Document();
                    document.add(new TextField(FIELD, text, Field.Store.NO));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                Map<String, List<UUID>> rankings = new TreeMap<>();
                for (String query : queries) {
                    List<UUID> ranked = new ArrayList<>();
                    for (ScoreDoc hit : searcher.search(anyOf(analyzer, query), depth).scoreDocs) {
                        ranked.add(ids.get(hit.doc));
                    }
                    rankings.put(query, ranked);
                }
                return rankings;
            }
        }
    }

    private static BooleanQuery anyOf(Analyzer analyzer, String text) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        try (TokenStream words = analyzer.tokenStream(FIELD, text)) {
            CharTermAttribute term = words.getAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                query.add(new TermQuery(new Term(FIELD, term.toString())), Occur.SHOULD);
            }
            words.end();
        }
        return query.build();
    }
}
