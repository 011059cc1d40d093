package io.peakday.access.console;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as the path of an SVG, drawn by zxing.
 *
 * @param size of the square, with its quiet border, in modules
 * @param path of what is dark
 */
public record QrCode(int size, String path) {
    private static final int QUIET = 4;

    public static QrCode of(String text) {
        BitMatrix dark;
        try {
            dark = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8"));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dark.getHeight(); y++) {
            for (int x = 0; x < dark.getWidth(); x++) {
                if (dark.get(x, y)) {
                    int from = x;
                    while (x < dark.getWidth() && dark.get(x, y)) {
                        x++;
                    }
                    path.append('M')
                            .append(from)
                            .append(' ')
                            .append(y)
                            .append('h')
                            .append(x - from)
                            .append("v1H")
                            .append(from)
                            .append('z');
                }
            }
        }
        return new QrCode(dark.getWidth(), path.toString());
    }

    @Override
    public String toString() {
        return "QrCode";
    }
}
