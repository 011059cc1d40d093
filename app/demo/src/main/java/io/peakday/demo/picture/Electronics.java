package io.peakday.demo.picture;

/** Things with a plug or a battery. */
final class Electronics {
    private static final Tone GLASS = Tone.hex("23262E");

    private Electronics() {}

    static void headphones(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 332, 120);
        s.tube("M104 236 C96 60 304 60 296 236", t.dark(0.1), 24);
        s.tube("M112 190 C116 96 284 96 288 190", l.accent(), 8);
        for (int side : new int[] {-1, 1}) {
            double x = 200 + side * 98;
            s.rect(x - 13, 196, 26, 60, 12, s.round(Tone.STEEL));
            s.moved("rotate(" + Sketch.number(side * -7) + " " + Sketch.number(x) + " 266)", g -> {
                g.rect(x - 34, 208, 68, 118, 34, g.round(t.dark(0.35)));
                g.rect(x - (side < 0 ? 44 : 18), 204, 62, 126, 31, g.round(t));
                g.oval(x + side * 12, 267, 15, 34, g.face(t.light(0.12)));
                g.oval(x + side * 12, 267, 5, 12, g.round(l.accent()));
            });
        }
    }

    static void earbuds(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 118);
        s.rect(104, 214, 192, 116, 52, s.round(t));
        s.path("M104 262 Q104 214 156 214 H244 Q296 214 296 262 Z", s.face(t.light(0.1)));
        s.rect(104, 260, 192, 4, 2, t.dark(0.4).css());
        s.oval(200, 286, 5, 5, s.ball(Tone.hex("7BC47F")));
        for (int side = -1; side <= 1; side += 2) {
            double x = 200 + side * 48;
            s.rect(x - 9, 140, 18, 74, 9, s.round(t.light(0.1)));
            s.oval(x, 138, 31, 29, s.ball(t.light(0.15)));
            s.oval(x - side * 20, 132, 15, 18, s.ball(Tone.RUBBER));
            s.oval(x + 7, 128, 6, 9, s.round(l.accent()));
        }
    }

    static void speaker(Sketch s, Look l) {
        Tone t = l.tone();
        double height = l.between(1, 170, 230);
        double top = 330 - height;
        s.shadow(200, 334, 100);
        s.rect(118, top, 164, height, 38, s.round(t));
        s.translucent(0.35, g -> {
            for (double y = top + 46; y < 296; y += 9) {
                for (double x = 132; x <= 268; x += 9) {
                    g.oval(x, y, 1.9, 1.9, t.dark(0.6).css());
                }
            }
        });
        s.oval(200, top + 20, 60, 13, s.face(t.dark(0.3)));
        s.oval(200, top + 19, 34, 6, s.round(l.accent()));
        s.rect(176, 300, 48, 12, 6, s.face(t.light(0.5)));
    }

    static void laptop(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 322, 160);
        s.rect(84, 108, 232, 168, 12, s.face(t));
        s.rect(91, 115, 218, 150, 6, GLASS.css());
        s.path("M91 265 V200 Q150 150 220 190 T309 150 V265 Z", s.face(l.accent()));
        s.path(
                "M91 265 V232 Q170 190 240 226 T309 205 V265 Z",
                s.face(l.accent().dark(0.35)));
        s.translucent(0.14, g -> g.path("M91 115 H210 L130 265 H91 Z", "#fff"));
        s.path("M84 276 H316 L350 314 Q352 320 344 320 H56 Q48 320 50 314 Z", s.face(t.light(0.15)));
        s.path("M96 281 H304 L318 299 H82 Z", s.face(t.dark(0.45)));
        s.path("M168 303 H232 L236 313 H164 Z", s.face(t.dark(0.12)));
    }

    static void phone(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(206, 336, 84);
        s.moved("rotate(7 200 220)", g -> {
            g.rect(150, 80, 124, 250, 24, g.side(t));
            g.rect(142, 78, 124, 250, 24, g.round(t));
            g.rect(148, 84, 112, 238, 18, GLASS.css());
            g.path("M148 250 Q190 190 260 230 V304 Q260 322 242 322 H166 Q148 322 148 304 Z", g.face(l.accent()));
            g.oval(204, 160, 28, 28, g.ball(l.accent().light(0.4)));
            g.translucent(0.13, h -> h.path("M148 102 Q148 84 166 84 H232 L160 322 Q148 320 148 304 Z", "#fff"));
            g.rect(188, 92, 32, 8, 4, "#0c0d10");
        });
    }

    static void tablet(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 332, 130);
        s.rect(94, 92, 220, 238, 20, s.side(t));
        s.rect(86, 88, 220, 240, 20, s.face(t));
        s.rect(100, 102, 192, 212, 8, GLASS.css());
        s.path(
                "M100 270 L160 200 L200 244 L240 190 L292 256 V306 Q292 314 284 314 H108 Q100 314 100 306 Z",
                s.face(l.accent()));
        s.oval(244, 148, 20, 20, s.ball(l.accent().light(0.5)));
        s.translucent(0.12, g -> g.path("M100 110 Q100 102 108 102 H220 L120 314 H108 Q100 314 100 306 Z", "#fff"));
    }

    static void camera(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 322, 140);
        s.rect(150, 112, 84, 50, 10, s.face(t.dark(0.2)));
        s.rect(78, 144, 244, 172, 22, s.face(t));
        s.rect(78, 192, 244, 84, 0, s.face(l.chance(2) ? Tone.LEATHER : Tone.RUBBER));
        s.rect(98, 128, 34, 20, 6, s.round(Tone.STEEL));
        s.oval(284, 168, 13, 9, s.ball(l.accent()));
        s.oval(200, 232, 78, 78, s.ball(t.dark(0.45)));
        s.ring(200, 232, 66, Tone.STEEL, 4);
        s.oval(200, 232, 54, 54, s.ball(Tone.hex("1D2230")));
        s.oval(200, 232, 36, 36, s.ball(Tone.hex("2C3F66")));
        s.translucent(0.75, g -> g.oval(184, 214, 12, 9, "#dfe9ff"));
    }

    static void monitor(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 110);
        s.rect(184, 262, 32, 60, 4, s.round(t));
        s.path("M130 332 Q130 318 150 318 H250 Q270 318 270 332 Z", s.face(t));
        s.rect(50, 92, 300, 182, 12, s.face(t));
        s.rect(57, 99, 286, 162, 6, GLASS.css());
        s.path("M57 261 V214 Q120 160 190 206 T343 168 V261 Z", s.face(l.accent()));
        s.path(
                "M57 261 V236 Q150 196 230 236 T343 218 V261 Z",
                s.face(l.accent().dark(0.4)));
        s.translucent(0.1, g -> g.path("M57 99 H220 L120 261 H57 Z", "#fff"));
    }

    static void keyboard(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 306, 165);
        s.path("M62 196 H338 L360 290 Q362 302 350 302 H50 Q38 302 40 290 Z", s.face(t));
        for (int row = 0; row < 4; row++) {
            double y = 206 + row * 22;
            double inset = 12 - row * 4.4;
            int keys = 12;
            double width = (276 - 2 * inset + row * 8) / keys;
            for (int k = 0; k < keys; k++) {
                boolean special = (row == 1 && k == 11) || (row == 3 && k == 0);
                boolean space = row == 3 && k >= 4 && k <= 7;
                if (space && k > 4) {
                    continue;
                }
                Tone key = special ? l.accent() : t.light(0.28);
                s.rect(66 + inset - row * 4 + k * width, y, (space ? 4 : 1) * width - 3.4, 17, 4, s.face(key));
            }
        }
    }

    static void mouse(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 324, 100);
        s.path(
                "M110 300 C106 190 150 120 214 124 C280 128 306 210 294 300 Q290 322 262 322 H142 Q112 322 110 300 Z",
                s.ball(t));
        s.line("M208 126 C206 160 206 180 206 206", t.dark(0.5), 3);
        s.rect(199, 148, 15, 38, 7, s.round(l.accent()));
        s.line("M116 232 C160 214 250 210 298 232", t.dark(0.35), 2.5);
    }

    static void smartwatch(Sketch s, Look l) {
        Tone t = l.tone();
        Tone strap = l.accent().dark(0.15);
        s.shadow(200, 338, 70);
        s.path("M160 140 L168 66 Q170 56 180 56 H220 Q230 56 232 66 L240 140 Z", s.round(strap));
        s.path("M160 260 L168 328 Q170 338 180 338 H220 Q230 338 232 328 L240 260 Z", s.round(strap));
        s.rect(268, 182, 12, 30, 5, s.round(t.light(0.2)));
        s.rect(130, 126, 140, 148, 40, s.face(t));
        s.rect(140, 136, 120, 128, 32, GLASS.css());
        s.ring(200, 200, 40, l.accent().dark(0.5), 9);
        s.line("M200 160 A40 40 0 1 1 162 212", l.accent(), 9);
        s.line("M200 200 L200 178 M200 200 L216 208", Tone.WHITE, 5);
    }

    static void charger(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(190, 332, 100);
        s.tube("M250 300 C330 330 340 240 300 214 S262 130 316 108", l.accent(), 9);
        s.rect(304, 86, 30, 28, 6, s.round(t.dark(0.2)));
        s.rect(110, 142, 140, 188, 30, s.round(t));
        s.rect(126, 160, 108, 60, 16, s.face(t.light(0.16)));
        for (int i = 0; i < 4; i++) {
            s.oval(
                    146 + i * 22,
                    252,
                    5,
                    5,
                    i < 3 ? s.ball(Tone.hex("7BC47F")) : t.dark(0.4).css());
        }
        s.rect(150, 296, 60, 16, 7, t.dark(0.55).css());
    }
}
