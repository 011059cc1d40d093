package io.peakday.demo.picture;

/** Things for sport, play, reading and care. */
final class Leisure {
    private Leisure() {}

    static void tent(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 326, 170);
        s.path("M40 322 C90 250 130 150 186 104 L214 104 C270 150 310 250 360 322 Z", s.face(t));
        s.path("M214 104 C270 150 310 250 360 322 H250 Z", s.side(t));
        s.path("M200 112 C176 190 160 260 152 322 H250 C242 260 226 190 200 112 Z", s.face(t.dark(0.5)));
        s.path("M200 112 C176 190 160 260 152 322 H182 C180 250 190 180 200 112 Z", s.face(l.accent()));
        s.tube("M186 104 L200 84 L214 104", Tone.STEEL, 5);
        s.line("M60 300 L26 334 M340 300 L374 334", Tone.hex("6B6258"), 2.5);
    }

    static void bicycle(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 324, 170);
        for (double x : new double[] {104, 296}) {
            s.ring(x, 252, 68, Tone.RUBBER, 9).ring(x, 252, 61, Tone.STEEL, 3);
            s.translucent(0.55, g -> {
                for (int i = 0; i < 8; i++) {
                    double a = Math.PI * i / 8;
                    g.line(
                            "M%s %s L%s %s"
                                    .formatted(
                                            n(x - 60 * Math.cos(a)),
                                            n(252 - 60 * Math.sin(a)),
                                            n(x + 60 * Math.cos(a)),
                                            n(252 + 60 * Math.sin(a))),
                            Tone.STEEL,
                            1.2);
                }
            });
            s.oval(x, 252, 8, 8, s.ball(Tone.STEEL));
        }
        s.tube("M104 252 L158 164 L258 152 L190 256 L104 252 M190 256 L150 144", t, 11);
        s.tube("M296 252 L254 128", t, 11);
        s.tube("M254 128 L242 110 Q262 100 286 112", Tone.INK, 8);
        s.path("M124 138 Q150 126 180 138 Q170 150 150 148 Z", s.face(Tone.LEATHER));
        s.oval(190, 256, 19, 19, s.ball(Tone.STEEL)).line("M190 256 L210 286 M202 288 H222", Tone.INK, 6);
    }

    static void helmet(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 318, 136);
        s.tube("M120 272 C150 326 240 326 264 276", Tone.RUBBER, 8);
        s.path(
                "M62 268 C56 150 130 104 206 106 C290 108 346 170 342 262 C300 284 250 270 200 276 C150 282 100 290 62 268 Z",
                s.ball(t));
        for (int i = 0; i < 4; i++) {
            double x = 118 + i * 54;
            s.path(
                    "M%s 232 C%s 186 %s 152 %s 138 C%s 160 %s 200 %s 232 Z"
                            .formatted(n(x), n(x - 4), n(x + 10), n(x + 24), n(x + 36), n(x + 34), n(x + 26)),
                    t.dark(0.62).css());
        }
        s.line("M66 262 C110 284 160 274 200 268 S300 274 340 256", l.accent(), 6);
    }

    static void dumbbell(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 316, 160);
        s.rect(130, 232, 140, 28, 8, s.round(Tone.STEEL));
        for (int side = -1; side <= 1; side += 2) {
            double x = 200 + side * 96;
            s.rect(x - 22 - side * 18, 188, 30, 116, 9, s.face(t.dark(0.2)));
            s.rect(x - 18, 176, 36, 140, 11, s.face(t));
            s.rect(x - 12 + side * 32, 198, 24, 96, 8, s.face(l.accent()));
        }
        s.translucent(
                0.3,
                g -> g.line(
                        "M150 240 V254 M164 240 V254 M178 240 V254 M192 240 V254 M206 240 V254 M220 240 V254 M234 240 V254 M248 240 V254",
                        Tone.INK,
                        3));
    }

    static void yogaMat(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 330, 150);
        s.path("M130 318 L330 318 L372 332 H110 Z", s.face(t.light(0.15)));
        s.rect(118, 150, 92, 172, 0, s.round(t));
        s.rect(118, 196, 92, 16, 0, s.face(l.accent())).rect(118, 262, 92, 16, 0, s.face(l.accent()));
        s.oval(164, 322, 46, 12, s.round(t.dark(0.2)));
        s.oval(164, 150, 46, 15, s.face(t.light(0.2)));
        s.line("M164 150 m-30 0 a30 9 0 1 0 60 0 a26 8 0 1 0 -50 0 a18 5 0 1 0 36 0", t.dark(0.4), 2.4);
    }

    static void ball(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 330, 96);
        s.oval(200, 212, 118, 118, s.ball(t));
        s.line(
                "M100 150 Q200 210 300 150 M100 274 Q200 214 300 274 M200 94 Q150 212 200 330 M200 94 Q250 212 200 330",
                l.pick(2, t.dark(0.6), l.accent().light(0.2)),
                4.5);
        s.translucent(0.35, g -> g.oval(158, 158, 30, 20, "#fff"));
    }

    static void sleepingBag(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 326, 150);
        s.rect(84, 190, 232, 132, 62, s.face(t));
        s.oval(282, 256, 40, 64, s.ball(l.accent()));
        s.line("M282 256 m-20 0 a20 34 0 1 0 40 0 a16 28 0 1 0 -30 0 a10 16 0 1 0 20 0", t.dark(0.4), 3);
        s.rect(128, 186, 15, 140, 4, s.round(Tone.RUBBER)).rect(208, 186, 15, 140, 4, s.round(Tone.RUBBER));
        s.tube("M136 190 C150 130 200 130 215 190", Tone.RUBBER, 7);
    }

    static void book(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(206, 334, 112);
        s.path("M104 84 H276 L304 98 V336 H132 Z", s.side(Tone.hex("EFE7D6")));
        s.path("M276 84 L304 98 V336 L276 322 Z", s.face(Tone.hex("F5EEDF")));
        s.rect(100, 80, 180, 246, 5, s.face(t));
        s.rect(100, 80, 17, 246, 4, s.side(t));
        switch ((int) (l.trait(4) * 4)) {
            case 0 ->
                s.oval(198, 196, 50, 50, s.ball(l.accent()))
                        .path("M130 270 Q198 210 266 270 V306 H130 Z", s.face(t.dark(0.4)));
            case 1 ->
                s.path("M132 292 L176 196 L204 240 L232 178 L266 292 Z", s.face(l.accent()))
                        .oval(230, 160, 17, 17, s.ball(Tone.hex("F7E7B8")));
            case 2 -> s.line("M140 180 H258 M140 204 H258 M140 228 H258 M140 252 H220", l.accent(), 8);
            default ->
                s.line(
                        "M198 290 V190 M198 236 C170 230 160 206 160 190 C186 192 198 212 198 236 M198 220 C222 214 236 196 236 176 C212 180 198 198 198 220",
                        l.accent(),
                        6);
        }
        s.rect(138, 106, 120, 10, 3, l.accent().light(0.55).css())
                .rect(154, 124, 88, 6, 3, l.accent().light(0.35).css());
    }

    static void notebook(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 104);
        s.rect(116, 90, 180, 242, 11, s.side(Tone.hex("EFE7D6")));
        s.rect(110, 86, 180, 242, 13, s.face(t));
        s.rect(258, 86, 10, 242, 0, s.round(t.dark(0.45)));
        s.rect(140, 130, 92, 54, 4, s.face(Tone.hex("F6F1E6")));
        s.rect(154, 148, 64, 5, 2, t.dark(0.5).css())
                .rect(154, 162, 44, 4, 2, t.dark(0.2).css());
        s.path("M196 326 V356 L204 348 L212 356 V326 Z", s.face(l.accent()));
    }

    static void pen(Sketch s, Look l) {
        s.shadow(200, 320, 120);
        s.moved("rotate(38 200 210)", g -> {
            g.path("M184 318 H216 L203 356 H197 Z", g.round(Tone.BRASS));
            g.rect(182, 180, 36, 140, 8, g.round(l.tone()));
            g.rect(180, 168, 40, 17, 4, g.round(Tone.BRASS));
            g.rect(181, 58, 38, 112, 15, g.round(l.tone().dark(0.08)));
            g.rect(213, 72, 10, 80, 5, g.round(Tone.BRASS));
        });
    }

    static void gameBox(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(204, 330, 134);
        s.path("M84 128 L290 104 L336 140 V306 L296 330 L84 326 Z", s.side(t));
        s.path("M290 104 L336 140 V306 L296 330 Z", s.face(t.dark(0.45)));
        s.rect(76, 112, 220, 216, 5, s.face(t));
        s.path("M76 262 Q130 200 186 240 T296 220 V323 Q296 328 291 328 H81 Q76 328 76 323 Z", s.face(l.accent()));
        s.oval(132, 180, 26, 26, s.ball(l.accent().light(0.4)));
        s.moved("rotate(12 232 250)", g -> {
            g.rect(208, 232, 50, 50, 9, g.face(Tone.hex("F8F4EC")));
            g.oval(222, 246, 5, 5, Tone.INK.css())
                    .oval(244, 268, 5, 5, Tone.INK.css())
                    .oval(233, 257, 5, 5, Tone.INK.css());
        });
        s.rect(176, 140, 96, 15, 4, Tone.hex("F8F1E2").css())
                .rect(176, 164, 66, 8, 3, Tone.hex("F8F1E2").dark(0.15).css());
    }

    static void record(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 330, 140);
        s.oval(252, 212, 106, 106, s.ball(Tone.hex("26252A")));
        for (int i = 0; i < 4; i++) {
            s.ring(252, 212, 52 + i * 13, Tone.hex("3C3B42"), 1.4);
        }
        s.oval(252, 212, 36, 36, s.ball(l.accent())).oval(252, 212, 5, 5, "#eee");
        s.rect(62, 104, 198, 222, 4, s.face(t));
        s.oval(161, 204, 62, 62, s.ball(l.accent()));
        s.path("M62 290 Q130 244 190 282 T260 270 V322 Q260 326 256 326 H66 Q62 326 62 322 Z", s.face(t.dark(0.4)));
    }

    static void blocks(Sketch s, Look l) {
        s.shadow(200, 332, 140);
        block(s, 84, 238, l.tone());
        block(s, 214, 238, l.pick(3, Tone.hex("E9B44C"), Tone.hex("6A9C78"), Tone.hex("4F7CAC")));
        block(s, 148, 146, l.accent());
        s.path("M160 146 L196 78 L232 146 Z", s.face(l.tone().light(0.1)));
    }

    private static void block(Sketch s, double x, double y, Tone t) {
        s.rect(x, y, 92, 92, 9, s.face(t));
        s.path("M%s %s l14 -12 h78 l-10 14 z".formatted(n(x + 4), n(y + 2)), s.face(t.light(0.35)));
        s.rect(x + 16, y + 18, 60, 60, 7, s.face(t.light(0.28)));
        s.oval(x + 46, y + 48, 17, 17, s.ball(t.dark(0.2)));
    }

    static void teddy(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 338, 110);
        s.oval(138, 104, 28, 28, s.ball(t)).oval(262, 104, 28, 28, s.ball(t));
        s.oval(140, 320, 40, 24, s.ball(t)).oval(260, 320, 40, 24, s.ball(t));
        s.oval(118, 238, 26, 48, s.ball(t)).oval(282, 238, 26, 48, s.ball(t));
        s.oval(200, 258, 84, 78, s.ball(t)).oval(200, 268, 50, 50, s.ball(t.light(0.35)));
        s.oval(200, 150, 80, 70, s.ball(t)).oval(200, 172, 37, 29, s.ball(t.light(0.4)));
        s.oval(170, 138, 8, 9, Tone.INK.css())
                .oval(230, 138, 8, 9, Tone.INK.css())
                .oval(200, 160, 13, 9, Tone.INK.css());
        s.line("M200 168 V180 Q188 190 178 184 M200 180 Q212 190 222 184", Tone.INK, 3);
        s.path("M200 216 L166 200 V232 Z M200 216 L234 200 V232 Z", s.face(l.accent()));
    }

    static void toyCar(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 324, 150);
        s.path(
                "M58 268 Q56 226 104 218 C130 160 160 144 206 144 C262 144 284 176 304 216 Q346 222 344 268 Q344 292 326 292 H76 Q58 292 58 268 Z",
                s.face(t));
        s.path(
                "M132 216 C146 176 166 166 196 166 V216 Z M210 166 C246 166 264 184 276 216 H210 Z",
                s.face(Tone.hex("BFD9E6")));
        s.rect(60, 246, 282, 10, 3, s.face(l.accent()));
        for (double x : new double[] {122, 280}) {
            s.oval(x, 292, 36, 36, s.ball(Tone.RUBBER))
                    .oval(x, 292, 17, 17, s.ball(l.accent().light(0.3)));
        }
        s.oval(336, 244, 8, 10, s.ball(Tone.hex("FBE6A6")));
    }

    static void tube(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 336, 66);
        s.path("M138 82 H262 L244 292 H156 Z", s.round(t));
        s.rect(134, 70, 132, 17, 4, s.face(t.dark(0.15)));
        s.rect(158, 290, 84, 44, 8, s.round(l.pick(2, Tone.hex("F4EFE6"), t.dark(0.4), Tone.BRASS)));
        s.rect(170, 130, 60, 7, 3, t.dark(0.55).css())
                .rect(170, 148, 46, 5, 2, t.dark(0.3).css());
        s.oval(200, 214, 21, 21, s.ball(l.accent()));
    }

    static void jar(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 104);
        s.rect(104, 196, 192, 136, 34, s.round(t.light(0.18)));
        s.rect(98, 150, 204, 62, 15, s.round(l.pick(2, Tone.BRASS, Tone.OAK, Tone.hex("F4EFE6"), Tone.INK)));
        s.oval(
                200,
                151,
                100,
                12,
                s.face(l.pick(2, Tone.BRASS, Tone.OAK, Tone.hex("F4EFE6"), Tone.INK)
                        .light(0.2)));
        s.rect(142, 236, 116, 62, 4, s.face(Tone.hex("FAF6EE")));
        s.rect(160, 252, 80, 7, 3, t.dark(0.5).css())
                .rect(172, 270, 56, 5, 2, t.dark(0.15).css());
    }

    static void perfume(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 334, 92);
        s.rect(172, 84, 56, 62, 8, s.round(l.pick(2, Tone.BRASS, Tone.INK, Tone.STEEL)));
        s.rect(184, 142, 32, 18, 2, s.round(Tone.STEEL));
        s.rect(118, 156, 164, 176, 19, s.face(t.light(0.45)));
        s.rect(130, 204, 140, 118, 11, s.face(t));
        s.translucent(0.4, g -> g.path("M132 170 H156 V318 H132 Z", "#fff"));
        s.rect(166, 232, 68, 50, 3, s.face(Tone.hex("FAF6EE")))
                .rect(178, 250, 44, 5, 2, t.dark(0.5).css());
    }

    static void pumpBottle(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 336, 78);
        s.tube("M200 120 V84 H160 Q150 84 150 94", Tone.INK, 10);
        s.rect(176, 112, 48, 36, 7, s.round(Tone.INK));
        s.path(
                "M148 176 Q150 146 176 146 H224 Q250 146 252 176 V312 Q252 334 230 334 H170 Q148 334 148 312 Z",
                s.round(t));
        s.rect(162, 196, 76, 96, 4, s.face(Tone.hex("FAF6EE")));
        s.rect(174, 214, 52, 7, 3, t.dark(0.5).css())
                .rect(174, 230, 38, 5, 2, t.dark(0.2).css())
                .oval(200, 264, 13, 13, s.ball(l.accent()));
    }

    static void soap(Sketch s, Look l) {
        Tone t = l.tone();
        s.shadow(200, 318, 126);
        s.rect(86, 214, 228, 100, 36, s.side(t));
        s.rect(86, 196, 228, 92, 36, s.face(t.light(0.1)));
        s.rect(126, 218, 148, 46, 19, s.side(t.light(0.16)));
        s.oval(292, 176, 19, 19, s.fade(Tone.WHITE, 0.9, 0.3))
                .oval(316, 150, 11, 11, s.fade(Tone.WHITE, 0.9, 0.3))
                .oval(110, 170, 15, 15, s.fade(Tone.WHITE, 0.9, 0.3));
    }

    static void brush(Sketch s, Look l) {
        s.shadow(200, 322, 120);
        s.moved("rotate(52 200 210)", g -> {
            g.rect(186, 190, 28, 150, 13, g.round(l.tone()));
            g.rect(182, 158, 36, 38, 4, g.round(Tone.BRASS));
            g.path("M182 160 C164 120 178 70 200 52 C222 70 236 120 218 160 Z", g.round(Tone.hex("6B4A3A")));
        });
    }

    private static String n(double value) {
        return Sketch.number(value);
    }
}
