package io.peakday.bench;

import io.peakday.bench.load.HttpConnection;
import io.peakday.bench.load.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pages a second: the product page as HTML and JSON, search pages, against the smallest answer the server can give. */
final class Pages {
    private static final List<String> QUERIES = List.of(
            "lamp",
            "kettle",
            "headphones",
            "boots",
            "rucksack",
            "chair",
            "notebook",
            "wool",
            "leather",
            "bottle",
            "black jacket",
            "table oak",
            "running shoes",
            "gift",
            "camera",
            "sofa",
            "merino",
            "power bank",
            "candle",
            "pen");

    private final Subject subject;
    private final Conditions conditions;

    Pages(Subject subject, Conditions conditions) {
        this.subject = subject;
        this.conditions = conditions;
    }

    List<Figure> measure() throws IOException, InterruptedException {
        List<Api.Item> items;
        try (Api api = new Api(subject)) {
            items = api.items(1_000);
        }
        Conditions.Measured smallest = load(List.of(get("/robots.txt", "text/plain")));
        Load.Result plain = smallest.result();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(
                "smallest answer (robots.txt)",
                plain,
                0,
                "the server's own ceiling with this load generator beside it; " + smallest.cost()));
        figures.add(figure(
                "product page, HTML",
                6_000,
                plain,
                items.stream()
                        .map(item -> get("/p/" + item.slug(), "text/html"))
                        .toList()));
        figures.add(figure(
                "product, JSON",
                15_000,
                plain,
                items.stream()
                        .map(item -> get("/api/v1/products/" + item.productId(), "application/json"))
                        .toList()));
        figures.add(figure(
                "search page with facets, HTML",
                3_000,
                plain,
                QUERIES.stream()
                        .map(query -> get("/search?q=" + query.replace(' ', '+'), "text/html"))
                        .toList()));
        figures.add(figure(
                "search with facets, JSON (not cached)",
                0,
                plain,
                QUERIES.stream()
                        .map(query -> get("/api/v1/search?q=" + query.replace(' ', '+'), "application/json"))
                        .toList()));
        figures.add(figure(
                "type-ahead, JSON",
                0,
                plain,
                QUERIES.stream()
                        .map(query -> get("/api/v1/suggest?q=" + query.substring(0, 3), "application/json"))
                        .toList()));
        return figures;
    }

    private byte[] get(String path, String accept) {
        return HttpConnection.request(
                "GET", path, subject.host() + ":" + subject.port(), "", "Accept: " + accept, "Accept-Encoding: gzip");
    }

    private Figure figure(String what, double aim, Load.Result plain, List<byte[]> requests)
            throws InterruptedException {
        conditions.tell().accept(what + " …");
        Conditions.Measured measured = load(requests);
        Load.Result result = measured.result();
        return Figure.of(
                what,
                result,
                aim,
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the smallest answer; %s",
                        100 * result.perSecond() / plain.perSecond(),
                        measured.cost()));
    }

    private Conditions.Measured load(List<byte[]> requests) throws InterruptedException {
        return conditions.steady(
                subject,
                conditions.shoppers(),
                number -> (connection, round) ->
                        connection.status(requests.get((int) ((number * 7919L + round) % requests.size()))) == 200);
    }
}
