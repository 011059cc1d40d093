package io.peakday.demo.picture;

/** Things for the kitchen and the home. */
final class Household {
    private Household() {}

    static void tableLamp(Sketch s, Look l) {
        Tone t = l.tone();
        double flare = l.between(1, 34, 66);
        s.shadow(200, 334, 90);
        s.translucent(0.5, g -> g.path("M120 190 L60 330 H340 L280 190 Z", g.fade(Tone.hex("FFE9B8"), 0.55, 0)));
        s.rect(194, 180, 12, 140, 5, s.round(l.pick(2, Tone.BRASS, Tone.OAK, Tone.STEEL)));
        if (l.chance(3)) {
            s.oval(200, 284, 46, 44, s.ball(t.dark(0.1)));
        }
        s.path(
                "M142 332 Q142 314 172 314 H228 Q258 314 258 332 Z",
                s.round(l.pick(2, Tone.BRASS, Tone.OAK, Tone.STEEL)));
        s.path(
                "M%s 92 H%s L284 196 Q200 214 116 196 Z"
                        .formatted(Sketch.number(200 - 100 + flare), Sketch.number(300 - flare)),
                s.round(t.light(0.12)));
        s.translucent(0.55, g -> g.oval(200, 198, 80, 9, "#fff3cf"));
    }

    static void floorLamp(Sketch s, Look l) {
        Tone metal = l.pick(2, Tone.BRASS, Tone.INK, Tone.STEEL);
        s.shadow(214, 340, 70);
        s.tube("M214 332 V150 C214 70 120 60 118 118", metal, 9);
        s.path("M164 340 Q164 326 190 326 H238 Q264 326 264 340 Z", s.round(metal));
        s.translucent(0.5, g -> g.path("M84 176 L40 330 H200 L154 176 Z", g.fade(Tone.hex("FFE9B8"), 0.6, 0)));
        s.path("M64 178 C64 126 92 106 118 106 S172 126 172 178 Z", s.round(l.tone()));
        s.oval(118, 178, 54, 8, "#fff3cf");
    }

    static void kettle(Sketch s, Look l) {
        Tone t = l.tone();
        Tone grip = l.pick(2, Tone.OAK, Tone.RUBBER, Tone.WALNUT);
        s.shadow(196, 332, 116);
        s.path("M262 200 C310 190 318 150 340 138 L348 150 C336 190 320 244 268 258 Z", s.side(t));
        s.path("M104 330 C96 250 116 170 146 150 H246 C276 170 296 250 288 330 Z", s.round(t));
        s.path("M146 152 Q196 126 246 152 Q196 166 146 152 Z", s.face(t.dark(0.1)));
        s.oval(196, 130, 13, 11, s.ball(grip));
        s.tube("M128 190 C84 90 150 60 196 66 C226 70 250 84 258 112", grip, 17);
        s.rect(106, 312, 180, 18, 8, s.round(Tone.STEEL));
        s.translucent(
                0.4, g -> g.path("M132 300 C126 250 136 200 152 176 L162 178 C148 210 142 250 146 300 Z", "#fff"));
    }

    static void pan(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(180, 322, 140);
        s.tube("M262 250 L372 214", l.pick(2, Tone.OAK, Tone.RUBBER, Tone.WALNUT), 19);
        s.path("M50 238 C52 300 90 318 168 318 S284 300 286 238 Z", s.round(t));
        s.oval(168, 238, 118, 30, s.face(t.light(0.2)));
        s.oval(168, 241, 106, 24, s.side(t.dark(0.25)));
        s.translucent(0.25, g -> g.oval(140, 236, 52, 9, "#fff"));
    }

    static void knife(Sketch s, Look l) {
        s.shadow(200, 300, 150);
        s.moved("rotate(-16 200 230)", g -> {
            g.path("M60 238 C110 190 190 186 254 190 V246 C190 254 120 254 60 238 Z", g.face(Tone.STEEL.light(0.3)));
            g.path("M60 238 C120 246 190 246 254 240 V246 C190 254 120 254 60 238 Z", g.face(Tone.STEEL.dark(0.2)));
            g.rect(250, 186, 16, 62, 4, g.round(Tone.STEEL));
            g.path("M264 190 H344 Q366 192 364 216 Q362 240 340 236 L264 244 Z", g.round(l.tone()));
            g.oval(290, 214, 4, 4, Tone.BRASS.css());
            g.oval(330, 213, 4, 4, Tone.BRASS.css());
        });
    }

    static void mug(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(190, 330, 100);
        s.tube("M256 190 C322 180 322 282 252 278", t.dark(0.1), 21);
        s.path("M108 160 H268 L258 308 Q256 330 232 330 H144 Q120 330 118 308 Z", s.round(t));
        if (l.chance(3)) {
            s.path("M112 226 Q188 246 264 226 L258 308 Q256 330 232 330 H144 Q120 330 118 308 Z", s.round(l.accent()));
        }
        s.oval(188, 160, 80, 17, s.face(t.light(0.3)));
        s.oval(188, 163, 70, 12, s.face(Tone.hex("4A2F22")));
        s.translucent(
                0.3,
                g -> g.line(
                        "M168 138 C158 118 180 108 170 86 M204 138 C194 116 216 106 206 80", Tone.hex("B9ACA0"), 7));
    }

    static void bottle(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 336, 70);
        s.rect(168, 66, 64, 50, 12, s.round(l.pick(2, Tone.RUBBER, Tone.STEEL, Tone.OAK)));
        s.tube("M182 74 C180 36 220 36 218 74", Tone.RUBBER, 9);
        s.path(
                "M172 112 H228 C230 136 256 140 256 172 V312 Q256 334 234 334 H166 Q144 334 144 312 V172 C144 140 170 136 172 112 Z",
                s.round(t));
        s.rect(144, 232, 112, 42, 0, s.round(t.light(0.18)));
        s.path("M186 262 L200 242 L214 262 Z", s.face(l.accent()));
    }

    static void chair(Sketch s, Look l) {
        Tone wood = l.pick(2, Tone.OAK, Tone.WALNUT, Tone.INK);
        s.shadow(200, 346, 110);
        s.tube("M136 240 L116 342 M268 240 L288 342", wood, 11);
        s.tube("M160 236 L152 320 M246 236 L252 320", wood.dark(0.3), 9);
        s.path("M124 222 C118 120 134 72 200 72 S282 120 276 222 Z", s.round(l.tone()));
        s.path(
                "M146 214 C142 130 152 96 200 96 S258 130 254 214 Z",
                s.face(l.tone().light(0.1)));
        s.path(
                "M112 222 Q112 206 136 206 H268 Q292 206 292 222 Q292 252 262 252 H142 Q112 252 112 222 Z",
                s.face(l.tone()));
        s.translucent(0.35, g -> g.line("M122 236 Q200 252 282 236", l.tone().dark(0.5), 3));
    }

    static void sofa(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 330, 170);
        s.tube("M84 300 L78 330 M316 300 L322 330", l.pick(2, Tone.OAK, Tone.WALNUT, Tone.INK), 10);
        s.rect(66, 150, 268, 130, 30, s.face(t));
        s.rect(78, 214, 124, 56, 15, s.face(t.light(0.14)));
        s.rect(200, 214, 124, 56, 15, s.face(t.light(0.1)));
        s.rect(40, 196, 52, 112, 24, s.round(t.light(0.04)));
        s.rect(308, 196, 52, 112, 24, s.round(t.dark(0.06)));
        s.rect(62, 262, 276, 46, 14, s.face(t.dark(0.1)));
        s.moved("rotate(-9 128 206)", g -> g.rect(94, 172, 68, 66, 14, g.ball(l.accent())));
    }

    static void table(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 336, 160);
        s.tube("M96 200 L74 332 M304 200 L326 332", t.dark(0.1), 14);
        s.tube("M136 204 L128 306 M264 204 L272 306", t.dark(0.35), 11);
        s.path("M74 172 H326 L366 206 H34 Z", s.face(t.light(0.15)));
        s.rect(34, 205, 332, 13, 4, s.round(t));
        s.translucent(0.25, g -> g.line("M98 184 H240 M120 194 H330 M150 178 H300", t.dark(0.5), 1.6));
        s.path("M186 190 C176 160 180 140 190 130 H210 C220 140 224 160 214 190 Z", s.round(l.accent()));
        s.line("M196 132 C190 100 176 92 170 74 M202 132 C204 104 216 94 222 66", Tone.hex("7C7F52"), 4);
    }

    static void shelf(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 340, 120);
        s.rect(102, 70, 196, 268, 4, s.side(t.dark(0.3)));
        for (int row = 0; row < 4; row++) {
            double y = 70 + row * 86;
            if (row < 3) {
                double x = 118;
                for (int book = 0; x < 236 - 40 * l.trait(row + 20); book++) {
                    double w = 9 + 11 * l.trait(30 + row * 9 + book);
                    double h = 42 + 24 * l.trait(60 + row * 9 + book);
                    s.rect(
                            x,
                            y + 86 - h,
                            w,
                            h,
                            2,
                            s.round(l.pick(
                                    70 + row * 9 + book,
                                    Tone.hex("C4694A"),
                                    Tone.hex("4F7CAC"),
                                    Tone.hex("E9B44C"),
                                    Tone.hex("EDE6D8"),
                                    Tone.hex("6A9C78"))));
                    x += w + 1.5;
                }
                if (l.chance(row + 11)) {
                    s.oval(264, y + 66, 15, 20, s.ball(l.accent()));
                }
            }
            s.rect(98, y, 204, 11, 3, s.face(t.light(0.1)));
        }
        s.rect(98, 70, 11, 270, 3, s.round(t));
        s.rect(291, 70, 11, 270, 3, s.round(t));
    }

    static void pillow(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 128);
        String outline = "M84 112 C150 132 250 132 316 112 C334 120 328 150 322 170"
                + " C312 214 314 252 326 300 C330 322 316 332 300 326 C240 310 160 310 100 326"
                + " C84 332 70 322 74 300 C86 252 88 214 78 170 C72 150 66 120 84 112 Z";
        s.path(outline, s.ball(t.light(0.06)));
        s.translucent(0.5, g -> g.line(outline, t.dark(0.3), 2));
        s.translucent(0.28, g -> g.line("M92 122 Q122 150 128 182 M308 122 Q278 150 272 182", t.dark(0.6), 3));
        s.translucent(0.28, g -> g.line("M90 314 Q118 292 126 262 M310 314 Q282 292 274 262", t.dark(0.6), 3));
        if (l.chance(4)) {
            s.translucent(0.6, g -> g.line("M86 190 Q200 206 314 190 M86 220 Q200 232 314 220", l.accent(), 6));
            s.translucent(0.6, g -> g.line("M84 250 Q200 258 316 250", l.accent(), 6));
        } else {
            s.oval(200, 216, 6, 6, s.ball(t.dark(0.3)));
        }
    }

    static void vase(Sketch s, Look l) {
        Tone t = l.tone();
        double belly = l.between(1, 54, 84);
        s.shadow(200, 334, 76);
        s.line(
                "M196 160 C186 110 150 96 140 60 M200 160 C200 100 212 80 206 44 M206 160 C220 112 252 104 262 72",
                Tone.hex("6F7A4E"),
                4.5);
        s.moved(
                "rotate(-24 140 62)",
                g -> g.oval(140, 56, 15, 26, g.ball(l.accent().light(0.1))));
        s.oval(206, 44, 15, 25, s.ball(l.accent()));
        s.moved(
                "rotate(28 262 72)",
                g -> g.oval(262, 66, 14, 25, g.ball(l.accent().dark(0.12))));
        s.path(
                "M170 150 C172 190 %s 200 %s 258 C%s 318 170 334 200 334 S%s 318 %s 258 C%s 200 228 190 230 150 Z"
                        .formatted(
                                n(200 - belly),
                                n(200 - belly),
                                n(200 - belly),
                                n(200 + belly),
                                n(200 + belly),
                                n(200 + belly)),
                s.round(t));
        s.oval(200, 150, 30, 8, s.side(t));
    }

    static void clock(Sketch s, Look l) {
        s.shadow(200, 340, 96);
        s.oval(200, 208, 126, 126, s.ball(l.tone()));
        s.oval(200, 208, 108, 108, s.face(Tone.hex("F6F2EA")));
        for (int hour = 0; hour < 12; hour++) {
            double a = Math.PI * hour / 6;
            double r = hour % 3 == 0 ? 84 : 91;
            s.line(
                    "M%s %s L%s %s"
                            .formatted(
                                    n(200 + r * Math.sin(a)),
                                    n(208 - r * Math.cos(a)),
                                    n(200 + 98 * Math.sin(a)),
                                    n(208 - 98 * Math.cos(a))),
                    Tone.INK,
                    hour % 3 == 0 ? 6 : 3);
        }
        s.line("M200 208 L152 172", Tone.INK, 8).line("M200 208 L240 132", Tone.INK, 5);
        s.line("M188 232 L236 110", l.accent(), 2.5)
                .oval(200, 208, 8, 8, l.accent().css());
    }

    static void candle(Sketch s, Look l) {
        s.shadow(200, 334, 84);
        s.translucent(0.55, g -> g.oval(200, 118, 66, 66, g.fade(Tone.hex("FFE3A0"), 0.6, 0)));
        s.path("M132 176 H268 V310 Q268 332 244 332 H156 Q132 332 132 310 Z", s.round(l.tone()));
        s.oval(200, 176, 68, 15, s.face(Tone.hex("FBF3E2")));
        s.line("M200 176 V150", Tone.INK, 3.5);
        s.path("M200 152 C184 138 190 118 200 98 C210 118 216 138 200 152 Z", s.face(Tone.hex("F6B24C")));
        s.rect(160, 222, 80, 62, 4, s.face(Tone.hex("F8F4EC")));
        s.rect(174, 240, 52, 5, 2, l.tone().dark(0.5).css())
                .rect(182, 256, 36, 4, 2, l.tone().dark(0.2).css());
    }

    private static String n(double value) {
        return Sketch.number(value);
    }
}
