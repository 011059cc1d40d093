package io.peakday.storefront;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A few simple drawings, so that sample pages have pictures to lay out. */
final class SamplePictures {
    private static final Map<String, String> SHAPES = Map.of(
            "lamp",
                    "<path d='M220 200h200l70 170H150z' fill='C'/><path d='M310 370h20v130h-20z' fill='#554a40'/><ellipse cx='320' cy='510' rx='90' ry='16' fill='#554a40'/>",
            "kettle",
                    "<path d='M220 230h200l40 280H180z' fill='C'/><path d='M420 260c110-20 110 170 30 190' fill='none' stroke='#3a332c' stroke-width='22'/><path d='M225 260l-80-30 50 130' fill='C'/><circle cx='320' cy='205' r='20' fill='#3a332c'/>",
            "headphones",
                    "<path d='M170 380v-50a150 150 0 0 1 300 0v50' fill='none' stroke='C' stroke-width='30'/><rect x='140' y='350' width='80' height='150' rx='38' fill='C'/><rect x='420' y='350' width='80' height='150' rx='38' fill='C'/>",
            "rucksack",
                    "<path d='M200 230c0-80 50-120 120-120s120 40 120 120v260c0 30-20 40-50 40H250c-30 0-50-10-50-40z' fill='C'/><rect x='235' y='360' width='170' height='120' rx='20' fill='#0002'/>",
            "bowl",
                    "<path d='M140 290h360c0 120-70 210-180 210S140 410 140 290z' fill='C'/><ellipse cx='320' cy='290' rx='180' ry='40' fill='#fff6'/>",
            "chair",
                    "<path d='M200 330V210c0-40 30-60 70-60h100c40 0 70 20 70 60v120z' fill='C'/><rect x='150' y='310' width='340' height='130' rx='50' fill='C'/><path d='M190 440v90M450 440v90' stroke='#6b4a2f' stroke-width='18'/>",
            "book", "<path d='M200 150h230v340H200z' fill='C'/><path d='M200 150h28v340h-28z' fill='#0003'/>",
            "bottle",
                    "<path d='M260 230c0-20 20-30 20-50v-40h80v40c0 20 20 30 20 50v270c0 20-10 30-30 30h-60c-20 0-30-10-30-30z' fill='C'/><rect x='276' y='110' width='88' height='50' rx='10' fill='#2c2621'/>");

    static void write(Path folder) throws IOException {
        for (String[] thing : Samples.THINGS) {
            if (!thing[2].isEmpty()) {
                String svg =
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 640 640'><defs><radialGradient id='g' cx='.4' cy='.3' r='.9'><stop stop-color='#f6f1ea'/><stop offset='1' stop-color='#e4dbcf'/></radialGradient></defs><rect width='640' height='640' fill='url(#g)'/><ellipse cx='320' cy='530' rx='190' ry='22' fill='#0002'/>"
                                + SHAPES.get(thing[2]).replace("C", thing[3]).replace("<path fill", "<path fill")
                                + "</svg>";
                Files.writeString(folder.resolve(thing[2] + "-" + thing[3].substring(1) + ".svg"), svg);
            }
        }
    }

    private SamplePictures() {}
}
