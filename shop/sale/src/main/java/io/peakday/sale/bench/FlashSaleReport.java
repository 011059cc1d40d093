package io.peakday.sale.bench;

import io.peakday.benchkit.Check;
import io.peakday.kernel.ProgramClock;
import io.peakday.sale.bench.FlashSaleResult.Line;
import io.peakday.sale.bench.FlashSaleResult.Mark;
import io.peakday.sale.bench.FlashSaleResult.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of a flash sale as one page of HTML that needs nothing else: rules, figures, and the answers over time. */
public final class FlashSaleReport {
    private static final DateTimeFormatter DAY_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    private static final int WIDTH = 960;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int BOTTOM = 34;

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--soft:#5a6572;--paper:#fff;--line:#dfe3e8;--good:#177245;--bad:#b3261e;
            --c0:#177245;--c1:#4a9e76;--c2:#8a94a3;--c3:#c28f1d;--c4:#7a5cc0;--c5:#2f6fbf;--c6:#d27a2c;--c7:#b3261e;--c8:#7a0f0a}
            @media(prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#9aa5b1;--paper:#15181c;--line:#2c3239;--good:#5fd09a;
            --bad:#ff8a80;--c0:#5fd09a;--c1:#3c8f68;--c2:#717c8a;--c3:#e0b44a;--c4:#a991e6;--c5:#74a9ea;--c6:#eea05c;--c7:#ff8a80;--c8:#ff5c50}}
            *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
            main{max-width:1040px;margin:0 auto;padding:32px 20px 64px}h1{font-size:1.7rem;line-height:1.2;margin:0 0 4px}
            h2{font-size:1.1rem;margin:36px 0 8px}p{margin:0 0 8px}.soft{color:var(--soft)}
            .verdict{display:inline-block;margin:16px 0 0;padding:6px 14px;border-radius:999px;font-weight:600;border:2px solid}
            .good{color:var(--good)}.bad{color:var(--bad)}table{border-collapse:collapse;width:100%}
            td,th{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}
            td.v{text-align:right;padding-right:0;font-variant-numeric:tabular-nums}.plot{overflow-x:auto}svg{width:100%;min-width:560px;height:auto;display:block}
            text{fill:var(--soft);font:12px system-ui,sans-serif}.key{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 0;padding:0;list-style:none}
            .key i{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px;vertical-align:-1px}""";

    private FlashSaleReport() {}

    /** Writes it, making the folder if need be. */
    public static void write(FlashSaleResult result, Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(page, html(result, ProgramClock.instance().instant()));
    }

    static String html(FlashSaleResult result, Instant at) {
        FlashSalePlan plan = result.plan();
        String title = String.format(Locale.ROOT, "%,d buyers, %,d units", plan.buyers(), plan.units());
        StringBuilder page = new StringBuilder(16_384);
        page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Flash sale drill: ")
                .append(title)
                .append("</title><style>")
                .append(STYLE)
                .append("</style><main><h1>Flash sale drill: ")
                .append(title)
                .append("</h1><p class=\"soft\">")
                .append(DAY_TIME.format(at.atZone(ZoneOffset.UTC)))
                .append(" · ")
                .append(conditions(plan))
                .append("</p><p class=\"verdict ")
                .append(result.passed() ? "good\">✓ Every rule held" : "bad\">✗ " + broken(result))
                .append("</p>");
        page.append("<h2>Answers over time</h2>").append(chart(result));
        page.append("<h2>What must hold</h2><table>");
        for (Check check : result.checks()) {
            page.append("<tr><td class=\"")
                    .append(check.holds() ? "good\">✓" : "bad\">✗")
                    .append("</td><td>")
                    .append(escape(check.rule()))
                    .append("</td><td class=\"v\">")
                    .append(escape(check.found()))
                    .append("</td></tr>");
        }
        page.append("</table><h2>Figures</h2><table>");
        for (Line line : result.figures()) {
            page.append("<tr><td>")
                    .append(escape(line.name()))
                    .append("</td><td class=\"v\">")
                    .append(escape(line.value()))
                    .append("</td></tr>");
        }
        return page.append("</table></main></html>\n").toString();
    }

    private static String broken(FlashSaleResult result) {
        long broken = result.checks().stream().filter(check -> !check.holds()).count();
        return broken + (broken == 1 ? " rule was broken" : " rules were broken");
    }

    private static String conditions(FlashSalePlan plan) {
        String faults = plan.faults().isEmpty()
                ? "nothing goes wrong"
                : plan.faults().stream().sorted().map(Fault::words).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d server %s on %d processors, a hold of %d s, %s",
                plan.nodes(),
                plan.nodes() == 1 ? "process" : "processes",
                Runtime.getRuntime().availableProcessors(),
                plan.hold().toSeconds(),
                escape(faults));
    }

    /** Stacked columns of answers a second, with a line where something was done to the store. */
    private static String chart(FlashSaleResult result) {
        List<Plot> plots = result.plots();
        int slices = plots.stream().mapToInt(plot -> plot.counts().size()).max().orElse(0);
        if (slices == 0) {
            return "<p>No answers.</p>";
        }
        double slice = plots.getFirst().sliceSeconds();
        int group = Math.max(1, (slices + 239) / 240);
        int columns = (slices + group - 1) / group;
        double[][] rate = new double[plots.size()][columns];
        double most = 1;
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int kind = 0; kind < plots.size(); kind++) {
                List<Long> counts = plots.get(kind).counts();
                long count = counts
                        .subList(Math.min(counts.size(), column * group), Math.min(counts.size(), (column + 1) * group))
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
                rate[kind][column] = count / (slice * group);
                sum += rate[kind][column];
            }
            most = Math.max(most, sum);
        }
        StringBuilder svg = new StringBuilder("<div class=\"plot\"><svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"Answers a second over time\">");
        axes(svg, most, slices * slice);
        double wide = (double) (WIDTH - LEFT) / columns;
        double high = HEIGHT - BOTTOM - 22;
        for (int column = 0; column < columns; column++) {
            double y = HEIGHT - BOTTOM;
            for (int kind = 0; kind < plots.size(); kind++) {
                double tall = rate[kind][column] / most * high;
                if (tall > 0.05) {
                    y -= tall;
                    svg.append(String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--c%d)\"/>",
                            LEFT + column * wide,
                            y,
                            Math.max(0.6, wide - 0.4),
                            tall,
                            color(plots.get(kind).name())));
                }
            }
        }
        marks(svg, result.marks(), slices * slice);
        svg.append("</svg></div><ul class=\"key\">");
        for (Plot plot : plots) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<li><i style=\"background:var(--c%d)\"></i>%s</li>",
                    color(plot.name()),
                    escape(plot.name())));
        }
        return svg.append("</ul>").toString();
    }

    private static void axes(StringBuilder svg, double most, double seconds) {
        double high = HEIGHT - BOTTOM - 22;
        for (int i = 0; i <= 2; i++) {
            double y = HEIGHT - BOTTOM - high * i / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.0f/s</text>",
                    LEFT,
                    WIDTH,
                    y,
                    y,
                    LEFT - 8,
                    y + 4,
                    most * i / 2));
        }
        for (int i = 0; i <= 4; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"%s\">%.1f s</text>",
                    LEFT + (WIDTH - LEFT) * i / 4.0,
                    HEIGHT - 12,
                    i == 0 ? "start" : i == 4 ? "end" : "middle",
                    seconds * i / 4));
        }
    }

    private static void marks(StringBuilder svg, List<Mark> marks, double seconds) {
        int line = 0;
        for (Mark mark :
                marks.stream().sorted(Comparator.comparingDouble(Mark::second)).toList()) {
            double x = LEFT + (WIDTH - LEFT) * Math.clamp(mark.second() / seconds, 0, 1);
            boolean right = x > WIDTH * 0.7;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"4\" y2=\"%d\" stroke=\"var(--bad)\" stroke-dasharray=\"4 3\"/>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" style=\"fill:var(--bad)\">%s</text>",
                    x,
                    x,
                    HEIGHT - BOTTOM,
                    right ? x - 5 : x + 5,
                    14 + 15 * line++,
                    right ? "end" : "start",
                    escape(mark.what())));
        }
    }

    /** Which of the style sheet's colours, {@code --c0} and so on. */
    private static int color(String kind) {
        return switch (Answers.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace(' ', '_'))) {
            case CLAIMED -> 0;
            case ALREADY_CLAIMED -> 1;
            case SOLD_OUT -> 2;
            case NOT_OPEN -> 3;
            case LIMIT_REACHED -> 4;
            case WAITING -> 5;
            case LATER -> 6;
            case NONE -> 7;
            case WRONG -> 8;
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
