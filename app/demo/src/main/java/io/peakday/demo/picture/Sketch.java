package io.peakday.demo.picture;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * A vector drawing being made, on a square of 400 units with the ground at about y = 330. Fills are gradients with the
 * light from the upper left, so that flat shapes read as bodies.
 */
final class Sketch {
    private final StringBuilder defs = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private int gradients;

    /** The fill of an upright round body: lit on its left third, dark to the right. */
    String round(Tone tone) {
        return gradient(
                "x1='0' y1='0' x2='1' y2='0'",
                stop(0, tone.dark(0.18)) + stop(0.26, tone.light(0.34)) + stop(0.55, tone) + stop(1, tone.dark(0.38)));
    }

    /** The fill of a face that leans back: lighter above. */
    String face(Tone tone) {
        return gradient(
                "x1='0.1' y1='0' x2='0.5' y2='1'",
                stop(0, tone.light(0.22)) + stop(0.5, tone) + stop(1, tone.dark(0.2)));
    }

    /** The fill of a side turned from the light. */
    String side(Tone tone) {
        return gradient("x1='0' y1='0' x2='1' y2='1'", stop(0, tone.dark(0.16)) + stop(1, tone.dark(0.42)));
    }

    /** The fill of a ball. */
    String ball(Tone tone) {
        String id = "g" + gradients++;
        defs.append("<radialGradient id='").append(id).append("' cx='.36' cy='.3' r='.78'>");
        defs.append(stop(0, tone.light(0.5)))
                .append(stop(0.45, tone))
                .append(stop(1, tone.dark(0.42)))
                .append("</radialGradient>");
        return "url(#" + id + ")";
    }

    /** Glass or a glow: the tone, fading out downwards. */
    String fade(Tone tone, double from, double to) {
        return gradient(
                "x1='0' y1='0' x2='0' y2='1'",
                "<stop stop-color='%s' stop-opacity='%s'/><stop offset='1' stop-color='%s' stop-opacity='%s'/>"
                        .formatted(tone.css(), number(from), tone.css(), number(to)));
    }

    private String gradient(String line, String stops) {
        String id = "g" + gradients++;
        defs.append("<linearGradient id='").append(id).append("' ").append(line).append('>');
        defs.append(stops).append("</linearGradient>");
        return "url(#" + id + ")";
    }

    private static String stop(double offset, Tone tone) {
        return "<stop offset='" + number(offset) + "' stop-color='" + tone.css() + "'/>";
    }

    Sketch path(String d, String fill) {
        body.append("<path d='").append(d).append("' fill='").append(fill).append("'/>");
        return this;
    }

    Sketch line(String d, Tone tone, double width) {
        body.append("<path d='").append(d).append("' fill='none' stroke='").append(tone.css());
        body.append("' stroke-width='")
                .append(number(width))
                .append("' stroke-linecap='round' stroke-linejoin='round'/>");
        return this;
    }

    /** A tube: a line with a highlight along it. */
    Sketch tube(String d, Tone tone, double width) {
        return line(d, tone.dark(0.25), width)
                .line(d, tone, width * 0.72)
                .translucent(0.45, s -> s.line(d, tone.light(0.5), width * 0.24));
    }

    Sketch rect(double x, double y, double width, double height, double radius, String fill) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x='%s' y='%s' width='%s' height='%s' rx='%s' fill='%s'/>",
                number(x),
                number(y),
                number(width),
                number(height),
                number(radius),
                fill));
        return this;
    }

    Sketch oval(double x, double y, double rx, double ry, String fill) {
        body.append(String.format(
                Locale.ROOT,
                "<ellipse cx='%s' cy='%s' rx='%s' ry='%s' fill='%s'/>",
                number(x),
                number(y),
                number(rx),
                number(ry),
                fill));
        return this;
    }

    Sketch ring(double x, double y, double radius, Tone tone, double width) {
        body.append(String.format(
                Locale.ROOT,
                "<circle cx='%s' cy='%s' r='%s' fill='none' stroke='%s' stroke-width='%s'/>",
                number(x),
                number(y),
                number(radius),
                tone.css(),
                number(width)));
        return this;
    }

    /** The soft shadow where a thing stands. */
    Sketch shadow(double x, double y, double rx) {
        String id = "g" + gradients++;
        defs.append("<radialGradient id='").append(id).append("'><stop stop-color='#2a2030' stop-opacity='.42'/>");
        defs.append("<stop offset='.6' stop-color='#2a2030' stop-opacity='.16'/>");
        defs.append("<stop offset='1' stop-color='#2a2030' stop-opacity='0'/></radialGradient>");
        return oval(x + rx * 0.08, y, rx, Math.max(9, rx * 0.13), "url(#" + id + ")");
    }

    Sketch translucent(double opacity, Consumer<Sketch> drawing) {
        body.append("<g opacity='").append(number(opacity)).append("'>");
        drawing.accept(this);
        body.append("</g>");
        return this;
    }

    Sketch moved(String transform, Consumer<Sketch> drawing) {
        body.append("<g transform='").append(transform).append("'>");
        drawing.accept(this);
        body.append("</g>");
        return this;
    }

    /** The whole picture: a quiet backdrop tinted by the product's own tone, a floor, and the drawing. */
    String svg(Tone tone, Angle angle, String title) {
        Tone wall = new Tone(246, 243, 238).towards(tone, angle == Angle.DETAIL ? 0.16 : 0.07);
        String backdrop =
                gradient("x1='0' y1='0' x2='0' y2='1'", stop(0, wall.light(0.35)) + stop(1, wall.dark(0.035)));
        String floor = gradient("x1='0' y1='0' x2='0' y2='1'", stop(0, wall.dark(0.075)) + stop(1, wall.dark(0.015)));
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400' role='img'><title>" + title
                + "</title><defs>"
                + defs + "</defs><rect width='400' height='400' fill='" + backdrop + "'/>"
                + "<rect y='286' width='400' height='114' fill='" + floor + "'/>"
                + "<g transform='" + angle.transform() + "'>" + body + "</g></svg>";
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
