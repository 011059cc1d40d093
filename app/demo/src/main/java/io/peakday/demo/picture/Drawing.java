package io.peakday.demo.picture;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The kinds of product the demo can draw. A new one goes to the end, so that the pictures of the others stay as they are. */
public enum Drawing {
    HEADPHONES(Electronics::headphones),
    EARBUDS(Electronics::earbuds),
    SPEAKER(Electronics::speaker),
    LAPTOP(Electronics::laptop),
    PHONE(Electronics::phone),
    TABLET(Electronics::tablet),
    CAMERA(Electronics::camera),
    MONITOR(Electronics::monitor),
    KEYBOARD(Electronics::keyboard),
    MOUSE(Electronics::mouse),
    SMARTWATCH(Electronics::smartwatch),
    CHARGER(Electronics::charger),
    TABLE_LAMP(Household::tableLamp),
    FLOOR_LAMP(Household::floorLamp),
    KETTLE(Household::kettle),
    PAN(Household::pan),
    KNIFE(Household::knife),
    MUG(Household::mug),
    BOTTLE(Household::bottle),
    CHAIR(Household::chair),
    SOFA(Household::sofa),
    TABLE(Household::table),
    SHELF(Household::shelf),
    PILLOW(Household::pillow),
    VASE(Household::vase),
    CLOCK(Household::clock),
    CANDLE(Household::candle),
    SHIRT(Apparel::shirt),
    JACKET(Apparel::jacket),
    TROUSERS(Apparel::trousers),
    DRESS(Apparel::dress),
    BOOTS(Apparel::boots),
    SNEAKERS(Apparel::sneakers),
    BEANIE(Apparel::beanie),
    HANDBAG(Apparel::handbag),
    RUCKSACK(Apparel::rucksack),
    SUNGLASSES(Apparel::sunglasses),
    SOCKS(Apparel::socks),
    BELT(Apparel::belt),
    TENT(Leisure::tent),
    BICYCLE(Leisure::bicycle),
    HELMET(Leisure::helmet),
    DUMBBELL(Leisure::dumbbell),
    YOGA_MAT(Leisure::yogaMat),
    BALL(Leisure::ball),
    SLEEPING_BAG(Leisure::sleepingBag),
    BOOK(Leisure::book),
    NOTEBOOK(Leisure::notebook),
    PEN(Leisure::pen),
    GAME_BOX(Leisure::gameBox),
    RECORD(Leisure::record),
    BLOCKS(Leisure::blocks),
    TEDDY(Leisure::teddy),
    TOY_CAR(Leisure::toyCar),
    TUBE(Leisure::tube),
    JAR(Leisure::jar),
    PERFUME(Leisure::perfume),
    PUMP_BOTTLE(Leisure::pumpBottle),
    SOAP(Leisure::soap),
    BRUSH(Leisure::brush);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds nothing
    private final BiConsumer<Sketch, Look> draw;

    Drawing(BiConsumer<Sketch, Look> draw) {
        this.draw = draw;
    }

    /** The name in a picture's address: {@code table-lamp}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Drawing> bySlug(String slug) {
        for (Drawing drawing : values()) {
            if (drawing.slug().equals(slug)) {
                return Optional.of(drawing);
            }
        }
        return Optional.empty();
    }

    /**
     * The picture as SVG of a few kilobytes.
     *
     * @param colour a name known to {@link Colours}
     * @param seed decides proportions and patterns; the same seed gives the same model
     */
    public String svg(String colour, long seed, Angle angle) {
        @SuppressWarnings("EnumOrdinal") // distinguishes the kinds; in another order they would look different
        Look look = new Look(Colours.tone(colour), seed * 31 + ordinal());
        Sketch sketch = new Sketch();
        draw.accept(sketch, look);
        return sketch.svg(look.tone(), angle, slug().replace('-', ' ') + ", " + colour.toLowerCase(Locale.ROOT));
    }
}
