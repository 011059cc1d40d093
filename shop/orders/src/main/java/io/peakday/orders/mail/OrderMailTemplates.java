package io.peakday.orders.mail;

import io.peakday.contracts.OrderCancelled;
import io.peakday.contracts.OrderDelivered;
import io.peakday.contracts.OrderFacts;
import io.peakday.contracts.OrderPlaced;
import io.peakday.contracts.OrderRefunded;
import io.peakday.contracts.OrderReturned;
import io.peakday.contracts.OrderShipped;
import io.peakday.kernel.Money;
import io.peakday.mail.Block;
import io.peakday.mail.Block.Aside;
import io.peakday.mail.Block.Button;
import io.peakday.mail.Block.Fact;
import io.peakday.mail.Block.Facts;
import io.peakday.mail.Block.Item;
import io.peakday.mail.Block.Items;
import io.peakday.mail.Block.Lines;
import io.peakday.mail.Block.Paragraph;
import io.peakday.mail.Content;
import io.peakday.mail.MailMessage;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The mails about an order. */
final class OrderMailTemplates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);
    private static final Locale SIGNS = Locale.of("en", "IE");

    private final String publicUrl;

    /** @param publicUrl where customers reach the store, without a slash at its end */
    OrderMailTemplates(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    MailMessage confirmation(OrderPlaced placed) {
        OrderFacts order = placed.order();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "We have your order " + order.number() + " and are getting it ready. " + expected(order)));
        blocks.add(new Button("View your order", link(order)));
        blocks.add(items(order));
        blocks.add(totals(order));
        String taxNote = order.taxNote();
        if (taxNote != null) {
            blocks.add(new Aside(taxNote));
        }
        blocks.add(address(order));
        blocks.add(new Aside("Paid with " + order.paidWith() + "."));
        return content("Your order " + order.number(), "Thank you for your order", expected(order), blocks, order)
                .to(order.email(), "order-confirmation");
    }

    MailMessage shipped(OrderShipped shipped) {
        OrderFacts order = shipped.order();
        OrderShipped.Tracking tracking = shipped.tracking();
        String url = tracking.url();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Your order " + order.number() + " has left our warehouse with " + tracking.carrier()
                + ". " + expected(order)));
        blocks.add(url == null ? new Button("View your order", link(order)) : new Button("Follow your parcel", url));
        blocks.add(new Facts(
                List.of(new Fact("Carrier", tracking.carrier()), new Fact("Tracking number", tracking.number())),
                false));
        blocks.add(items(order));
        blocks.add(address(order));
        return content(
                        "Your order " + order.number() + " is on its way",
                        "On its way to you",
                        "With " + tracking.carrier() + ", " + tracking.number(),
                        blocks,
                        order)
                .to(order.email(), "order-shipped");
    }

    MailMessage delivered(OrderDelivered delivered) {
        OrderFacts order = delivered.order();
        String day = DAY.format(delivered.deliveredAt().atZone(ZoneOffset.UTC));
        List<Block> blocks = List.of(
                new Paragraph("Your order " + order.number() + " was delivered on " + day
                        + ". We hope everything is as you expected."),
                new Button("View your order", link(order)),
                items(order),
                new Aside("From your order you can return items or review them."));
        return content(
                        "Your order " + order.number() + " has arrived",
                        "It is there",
                        "Delivered on " + day,
                        blocks,
                        order)
                .to(order.email(), "order-delivered");
    }

    MailMessage cancelled(OrderCancelled cancelled) {
        OrderFacts order = cancelled.order();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Your order " + order.number() + " has been cancelled: " + cancelled.reason()));
        if (cancelled.refundedMinor() > 0) {
            String amount = money(Money.of(cancelled.refundedMinor(), order.currency()));
            blocks.add(new Paragraph(amount + " goes back to the way you paid; it can take a few days to show up."));
        } else {
            blocks.add(new Paragraph("Nothing has been charged."));
        }
        blocks.add(new Button("View your order", link(order)));
        blocks.add(items(order));
        return content(
                        "Your order " + order.number() + " is cancelled",
                        "Your order is cancelled",
                        cancelled.reason(),
                        blocks,
                        order)
                .to(order.email(), "order-cancelled");
    }

    MailMessage returned(OrderReturned returned) {
        OrderFacts order = returned.order();
        List<Block> blocks = List.of(
                new Paragraph("What you sent back from your order " + order.number()
                        + " has reached us. The refund follows in a mail of its own."),
                new Button("View your order", link(order)));
        return content(
                        "We have your return for order " + order.number(),
                        "Your return is here",
                        "The refund follows.",
                        blocks,
                        order)
                .to(order.email(), "order-returned");
    }

    MailMessage refunded(OrderRefunded refunded) {
        OrderFacts order = refunded.order();
        String amount = money(Money.of(refunded.amountMinor(), order.currency()));
        String total = money(Money.of(refunded.refundedInTotalMinor(), order.currency()));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Order total", money(order.total())));
        facts.add(new Fact("Refunded so far", total));
        if (refunded.taxes() != null) {
            facts.add(new Fact("Tax in this refund", money(Money.of(refunded.taxMinor(), order.currency()))));
        }
        facts.add(new Fact("Refunded now", amount));
        List<Block> blocks = List.of(
                new Paragraph("We have refunded " + amount + " for your order " + order.number() + ". It goes back to "
                        + order.paidWith() + " and can take a few days to show up."),
                new Facts(facts, true),
                new Button("View your order", link(order)));
        return content("Refund of " + amount + " for order " + order.number(), "Your refund", amount, blocks, order)
                .to(order.email(), "order-refunded");
    }

    private static Content content(
            String subject, String heading, String preview, List<Block> blocks, OrderFacts order) {
        return new Content(
                subject,
                heading,
                preview,
                blocks,
                "You get this mail because of your order " + order.number() + " at Peakday.");
    }

    private String link(OrderFacts order) {
        return publicUrl + "/orders/" + order.number();
    }

    private static String expected(OrderFacts order) {
        LocalDate earliest = order.shipping().earliest();
        LocalDate latest = order.shipping().latest();
        return earliest.equals(latest)
                ? "Expected on " + DAY.format(latest) + "."
                : "Expected between " + DAY.format(earliest) + " and " + DAY.format(latest) + ".";
    }

    private static Items items(OrderFacts order) {
        return new Items(order.lines().stream()
                .map(line -> new Item(line.title(), detail(line), money(Money.of(line.totalMinor(), order.currency()))))
                .toList());
    }

    private static String detail(OrderFacts.Line line) {
        String options =
                line.options().entrySet().stream().map(Map.Entry::getValue).collect(Collectors.joining(", "));
        return options.isEmpty() ? "Quantity " + line.quantity() : options + " · quantity " + line.quantity();
    }

    private static Facts totals(OrderFacts order) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Items", money(order.goods())));
        facts.add(new Fact(
                order.shipping().name(), order.shippingCost().isZero() ? "free" : money(order.shippingCost())));
        if (order.taxNote() == null || !order.tax().isZero()) {
            facts.add(new Fact("Including tax of", money(order.tax())));
        }
        facts.add(new Fact("Total", money(order.total())));
        return new Facts(facts, true);
    }

    private static Lines address(OrderFacts order) {
        OrderFacts.ShipTo to = order.shipTo();
        List<String> lines = new ArrayList<>(List.of(to.name(), to.line1()));
        if (to.line2() != null) {
            lines.add(to.line2());
        }
        lines.add(to.postalCode() + " " + to.city() + (to.region() == null ? "" : ", " + to.region()));
        lines.add(Locale.of("", to.country()).getDisplayCountry(Locale.ENGLISH));
        return new Lines("Delivery to", lines);
    }

    /** As the store shows it: {@code €1,299.00}. */
    static String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        DecimalFormat format = new DecimalFormat(
                digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits),
                DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        String amount = format.format(BigDecimal.valueOf(Math.abs(money.minor()), digits));
        return (money.isNegative() ? "−" : "") + money.currency().getSymbol(SIGNS) + amount;
    }
}
