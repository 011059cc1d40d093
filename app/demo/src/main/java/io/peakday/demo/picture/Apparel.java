package io.peakday.demo.picture;

/** Things to wear and to carry. */
final class Apparel {
    private Apparel() {}

    static void shirt(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 346, 90);
        s.path(
                "M150 76 L92 104 L52 176 L100 204 L118 178 V330 Q200 346 282 330 V178 L300 204 L348 176 L308 104 L250 76 Q200 108 150 76 Z",
                s.face(t));
        s.path("M150 76 Q200 108 250 76 L258 80 Q200 128 142 80 Z", s.side(t));
        s.translucent(
                0.3, g -> g.line("M118 178 L126 130 M282 178 L274 130 M150 330 Q144 250 158 190", t.dark(0.6), 3));
        if (l.chance(2)) {
            s.rect(118, 196, 164, 17, 0, s.face(l.accent())).rect(118, 226, 164, 17, 0, s.face(l.accent()));
        } else if (l.chance(3)) {
            s.path("M222 152 H262 V190 Q242 204 222 190 Z", s.face(t.dark(0.14)));
        }
    }

    static void jacket(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 348, 100);
        s.path(
                "M150 74 L94 104 L64 312 L104 320 L124 196 V334 H276 V196 L296 320 L336 312 L306 104 L250 74 Z",
                s.face(t));
        s.path("M150 74 Q200 50 250 74 L258 116 Q200 92 142 116 Z", s.face(t.dark(0.2)));
        s.line("M200 98 V334", t.dark(0.55), 4).line("M200 98 V334", l.accent(), 1.6);
        for (double y = 146; y < 330; y += 44) {
            double at = y;
            s.translucent(
                    0.3,
                    g -> g.line(
                            "M124 " + Sketch.number(at) + " Q200 " + Sketch.number(at + 12) + " 276 "
                                    + Sketch.number(at),
                            t.dark(0.7),
                            3));
        }
        s.line("M140 262 L162 240 M260 262 L238 240", t.dark(0.5), 4);
    }

    static void trousers(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 350, 84);
        s.path("M132 66 H268 L290 344 H222 L202 160 L178 344 H110 Z", s.face(t));
        s.path("M200 150 L222 344 H290 L268 66 H232 Z", s.side(t.light(0.12)));
        s.rect(130, 62, 140, 22, 5, s.face(t.dark(0.2)));
        s.oval(200, 73, 5, 5, s.ball(Tone.BRASS));
        s.line("M146 86 Q150 116 130 122 M254 86 Q250 116 272 122", t.light(0.35), 2.2);
        s.line("M200 86 V146", t.dark(0.4), 2.5);
    }

    static void dress(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 348, 96);
        s.path(
                "M160 58 Q164 96 200 100 Q236 96 240 58 L262 66 C258 120 256 150 248 178 C270 240 296 290 304 332 Q200 358 96 332 C104 290 130 240 152 178 C144 150 142 120 138 66 Z",
                s.round(t));
        s.path("M152 172 Q200 186 248 172 L252 188 Q200 202 148 188 Z", s.face(l.accent()));
        s.translucent(
                0.3,
                g -> g.line(
                        "M178 200 C168 250 150 300 140 340 M222 200 C232 250 250 300 260 340 M200 202 V350",
                        t.dark(0.6),
                        3));
    }

    static void boots(Sketch s, Look l) {
        s.shadow(206, 336, 140);
        s.moved("translate(58 -16) scale(.96)", g -> boot(g, l, l.tone().dark(0.16)));
        s.moved("translate(-8 4)", g -> boot(g, l, l.tone()));
    }

    private static void boot(Sketch s, Look l, Tone t) {
        s.path(
                "M104 96 Q150 84 200 96 L204 214 C240 232 296 236 302 284 L304 306 H98 C104 230 106 170 104 96 Z",
                s.round(t));
        s.path("M98 304 H306 Q312 304 310 316 L306 330 H200 L190 318 H160 L154 330 H96 Z", s.face(Tone.RUBBER));
        s.path(
                "M104 96 Q150 84 200 96 L201 116 Q150 104 104 116 Z",
                s.face(l.pick(3, Tone.hex("EADFC8"), t.dark(0.35), l.accent())));
        s.line(
                "M168 140 L204 150 M168 164 L205 172 M170 188 L208 196 M206 140 L168 152 M206 164 L168 176",
                l.pick(4, Tone.hex("EFE6D2"), Tone.BRASS),
                4.5);
        s.line("M98 292 Q200 286 302 292", t.dark(0.45), 2.5);
    }

    static void sneakers(Sketch s, Look l) {
        s.shadow(206, 322, 156);
        s.moved("translate(44 -34) scale(.94)", g -> sneaker(g, l, l.tone().dark(0.14)));
        s.moved("translate(-10 4)", g -> sneaker(g, l, l.tone()));
    }

    private static void sneaker(Sketch s, Look l, Tone t) {
        s.path(
                "M66 296 C60 240 74 206 92 196 C112 216 136 212 148 188 C176 206 214 236 262 246 C318 256 340 268 340 296 Z",
                s.face(t));
        s.path("M60 290 H342 Q350 292 346 308 Q342 322 320 322 H84 Q58 322 60 290 Z", s.face(Tone.hex("F2EEE6")));
        s.path("M262 246 C318 256 340 268 340 292 H276 Q256 270 262 246 Z", s.face(t.light(0.2)));
        s.path("M92 270 C130 284 170 250 196 222 L220 236 C190 280 140 302 92 290 Z", s.face(l.accent()));
        s.line("M160 200 L184 186 M178 212 L202 198 M196 224 L220 210", Tone.hex("F7F3EA"), 5.5);
        s.path("M70 240 C68 214 80 200 92 196 Q104 208 112 208 C96 222 86 240 84 262 Z", s.side(t));
    }

    static void beanie(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 326, 118);
        s.path("M92 262 C88 130 150 92 200 92 S312 130 308 262 Z", s.round(t));
        for (int i = 0; i < 7; i++) {
            double x = 112 + i * 29;
            s.translucent(
                    0.32,
                    g -> g.line(
                            "M" + Sketch.number(x) + " 256 C" + Sketch.number(x) + " 190 "
                                    + Sketch.number(200 + (x - 200) * 0.5) + " 130 200 98",
                            t.dark(0.6),
                            4));
        }
        s.rect(84, 246, 232, 72, 26, s.round(t.light(0.08)));
        s.oval(200, 84, 32, 30, s.ball(l.accent()));
        s.rect(232, 268, 44, 28, 4, s.face(Tone.LEATHER));
    }

    static void handbag(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 134);
        s.tube("M134 178 C134 60 266 60 266 178", t.dark(0.2), 13);
        s.path("M92 168 H308 L328 312 Q330 332 308 332 H92 Q70 332 72 312 Z", s.face(t));
        s.path("M92 168 H308 L314 214 Q200 268 86 214 Z", s.face(t.light(0.14)));
        s.rect(184, 228, 32, 28, 7, s.round(Tone.BRASS));
        s.translucent(0.5, g -> g.line("M84 316 Q200 326 316 316", t.dark(0.5), 2.4));
    }

    static void rucksack(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 338, 116);
        s.tube("M160 96 C160 44 240 44 240 96", t.dark(0.3), 11);
        s.rect(74, 226, 44, 86, 19, s.side(t)).rect(282, 226, 44, 86, 19, s.side(t));
        s.path(
                "M104 172 C104 100 146 82 200 82 S296 100 296 172 V306 Q296 336 264 336 H136 Q104 336 104 306 Z",
                s.round(t));
        s.path("M104 172 C104 100 146 82 200 82 S296 100 296 172 Q200 214 104 172 Z", s.face(t.light(0.12)));
        s.rect(130, 226, 140, 94, 19, s.face(t.dark(0.1)));
        s.line("M140 250 H260", l.accent(), 6);
        s.rect(156, 170, 15, 78, 5, s.round(Tone.LEATHER)).rect(229, 170, 15, 78, 5, s.round(Tone.LEATHER));
        s.rect(154, 222, 19, 13, 3, s.round(Tone.BRASS)).rect(227, 222, 19, 13, 3, s.round(Tone.BRASS));
    }

    static void sunglasses(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 286, 150);
        s.tube("M74 188 C40 196 44 230 56 262 M326 188 C360 196 356 230 344 262", t.dark(0.3), 9);
        for (int side = -1; side <= 1; side += 2) {
            double x = 200 + side * 72;
            s.rect(x - 60, 172, 120, 94, 42, s.face(t));
            s.rect(x - 50, 182, 100, 74, 34, s.face(l.accent().dark(0.45)));
            s.translucent(
                    0.3,
                    g -> g.path(
                            "M" + Sketch.number(x - 34) + " 250 L" + Sketch.number(x + 6) + " 184 H"
                                    + Sketch.number(x + 26) + " L" + Sketch.number(x - 14) + " 254 Z",
                            "#fff"));
        }
        s.tube("M182 200 Q200 186 218 200", t, 11);
    }

    static void socks(Sketch s, Look l) {
        s.shadow(200, 330, 120);
        s.moved("translate(70 -14)", g -> sock(g, l, l.tone().dark(0.14)));
        s.moved("translate(-8 0)", g -> sock(g, l, l.tone()));
    }

    private static void sock(Sketch s, Look l, Tone t) {
        s.path("M112 86 H188 V214 C188 238 250 252 256 290 Q258 322 220 326 C160 330 106 310 108 260 Z", s.round(t));
        s.rect(108, 80, 84, 36, 9, s.face(l.accent()));
        s.path("M214 262 Q254 270 256 292 Q258 322 220 326 Q200 300 214 262 Z", s.face(l.accent()));
        s.rect(112, 138, 76, 11, 0, s.face(l.accent().light(0.3)))
                .rect(112, 164, 76, 11, 0, s.face(l.accent().light(0.3)));
    }

    static void belt(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 312, 130);
        s.line("M200 220 m-104 0 a104 70 0 1 0 208 0 a104 70 0 1 0 -208 0", t.dark(0.35), 46);
        s.line("M200 214 m-104 0 a104 70 0 1 0 208 0 a104 70 0 1 0 -208 0", t, 40);
        s.translucent(0.5, g -> g.line("M200 214 m-104 0 a104 70 0 1 0 208 0 a104 70 0 1 0 -208 0", t.light(0.3), 2));
        s.rect(168, 252, 66, 62, 11, s.round(Tone.BRASS))
                .rect(181, 264, 40, 38, 5, t.dark(0.2).css());
        s.rect(196, 276, 40, 9, 4, s.round(Tone.BRASS));
    }
}
