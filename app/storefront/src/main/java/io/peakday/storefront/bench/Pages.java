package io.peakday.storefront.bench;

import io.peakday.benchkit.Api;
import io.peakday.benchkit.Conditions;
import io.peakday.benchkit.Crowd;
import io.peakday.benchkit.Figure;
import io.peakday.benchkit.HttpConnection;
import io.peakday.benchkit.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        List<Page> pages = List.of(
                new Page(
                        "product page, HTML",
                        6_000,
                        items.stream()
                                .map(item -> get("/p/" + item.slug(), "text/html"))
                                .toList()),
                new Page(
                        "product, JSON",
                        15_000,
                        items.stream()
                                .map(item -> get("/api/v1/products/" + item.productId(), "application/json"))
                                .toList()),
                new Page(
                        "search page with facets, HTML",
                        3_000,
                        QUERIES.stream()
                                .map(query -> get("/search?q=" + query.replace(' ', '+'), "text/html"))
                                .toList()),
                new Page(
                        "search with facets, JSON (not cached)",
                        0,
                        QUERIES.stream()
                                .map(query -> get("/api/v1/search?q=" + query.replace(' ', '+'), "application/json"))
                                .toList()),
                new Page(
                        "type-ahead, JSON",
                        0,
                        QUERIES.stream()
                                .map(query -> get("/api/v1/suggest?q=" + query.substring(0, 3), "application/json"))
                                .toList()),
                new Page("smallest answer (robots.txt)", 0, List.of(get("/robots.txt", "text/plain"))));
        List<Conditions.Measured> measured = new ArrayList<>();
        for (Page page : pages) {
            conditions.progress().accept(page.what + " …");
            measured.add(load(page.requests));
        }
        double smallest = measured.getLast().result().perSecond();
        return IntStream.range(0, pages.size())
                .mapToObj(i -> Figure.ofShare(pages.get(i).what, measured.get(i), pages.get(i).aim, smallest, ""))
                .toList();
    }

    private record Page(String what, double aim, List<byte[]> requests) {}

    private byte[] get(String path, String accept) {
        return HttpConnection.request(
                "GET", path, subject.host() + ":" + subject.port(), "", "Accept: " + accept, "Accept-Encoding: gzip");
    }

    private Conditions.Measured load(List<byte[]> requests) throws InterruptedException {
        Crowd.RequestSource source =
                (number, round) -> requests.get((int) ((number * 7919L + round) % requests.size()));
        return conditions.steady(
                subject, conditions.shoppers(), Crowd.sending(source, answer -> answer.status() == 200));
    }
}
