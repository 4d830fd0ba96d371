package io.follow.gateway.image;

import io.follow.gateway.image.StructuredJpeg.Component;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Codes the blocks of one scan (T.81, F.1.2 and G.1.2). */
final class HuffmanScanWriter {

    static final int DC_CODE_BITS = 4;
    static final int AC_CODE_BITS = 5;
    private static final int BLOCK = 8;
    private static final int END_OF_BLOCK = 0;

    private final StructuredJpeg jpeg;
    private final StructuredJpeg.Scan scan;
    private final ByteArrayOutputStream out;
    private final int[] predictions;
    private long held;
    private int heldBits;
    private int mcus;

    HuffmanScanWriter(StructuredJpeg jpeg, StructuredJpeg.Scan scan, ByteArrayOutputStream out) {
        this.jpeg = jpeg;
        this.scan = scan;
        this.out = out;
        this.predictions = new int[jpeg.components().size()];
    }

    void write() {
        int horizontal =
                jpeg.components().stream().mapToInt(Component::horizontal).max().orElseThrow();
        int vertical =
                jpeg.components().stream().mapToInt(Component::vertical).max().orElseThrow();
        if (scan.components().size() == 1) {
            int index = scan.components().get(0);
            Component own = jpeg.components().get(index);
            int columns = blocks(ceil(jpeg.width() * own.horizontal(), horizontal));
            int rows = blocks(ceil(jpeg.height() * own.vertical(), vertical));
            for (int i = 0; i < columns * rows; i++) {
                restartIfDue();
                block(index, i % columns, i / columns);
            }
        } else {
            int columns = ceil(jpeg.width(), BLOCK * horizontal);
            int rows = ceil(jpeg.height(), BLOCK * vertical);
            for (int i = 0; i < columns * rows; i++) {
                restartIfDue();
                mcu(i % columns, i / columns);
            }
        }
        flush();
    }

    private void mcu(int column, int row) {
        for (int index : scan.components()) {
            Component own = jpeg.components().get(index);
            for (int y = 0; y < own.vertical(); y++) {
                for (int x = 0; x < own.horizontal(); x++) {
                    block(index, column * own.horizontal() + x, row * own.vertical() + y);
                }
            }
        }
    }

    private void restartIfDue() {
        if (jpeg.restartInterval() > 0 && mcus > 0 && mcus % jpeg.restartInterval() == 0) {
            flush();
            out.write(0xFF);
            out.write(0xD0 + (mcus / jpeg.restartInterval() - 1) % 8);
            Arrays.fill(predictions, 0);
        }
        mcus++;
    }

    private void block(int index, int x, int y) {
        int dc = (x * 37 + y * 59 + index * 101) % 121 - 60;
        int ac = (x * 5 + y * 3 + index) % 7 - 3;
        if (jpeg.process() != StructuredJpeg.PROGRESSIVE) {
            dc(index, dc);
            ac(ac);
            put(END_OF_BLOCK, AC_CODE_BITS);
        } else if (scan.start() == 0 && scan.high() == 0) {
            dc(index, dc >> scan.low());
        } else if (scan.start() == 0) {
            put(dc >> scan.low() & 1, 1);
        } else if (scan.start() > 1) {
            put(END_OF_BLOCK, AC_CODE_BITS);
        } else if (scan.high() == 0) {
            ac(Integer.signum(ac) * (Math.abs(ac) >> scan.low()));
            put(END_OF_BLOCK, AC_CODE_BITS);
        } else {
            refine(ac);
        }
    }

    private void dc(int index, int value) {
        int difference = value - predictions[index];
        predictions[index] = value;
        int size = sizeOf(difference);
        put(size, DC_CODE_BITS);
        magnitude(difference, size);
    }

    private void ac(int value) {
        if (value != 0) {
            int size = sizeOf(value);
            put(size, AC_CODE_BITS);
            magnitude(value, size);
        }
    }

    /** The last bit of a coefficient, whose higher ones are known (T.81, G.1.2.3). */
    private void refine(int value) {
        boolean known = Math.abs(value) > 1;
        if (Math.abs(value) == 1) {
            put(1, AC_CODE_BITS);
            put(value > 0 ? 1 : 0, 1);
        }
        put(END_OF_BLOCK, AC_CODE_BITS);
        if (known) {
            put(Math.abs(value) & 1, 1);
        }
    }

    private void magnitude(int value, int size) {
        put((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    private void put(int value, int bits) {
        held = held << bits | value & (1L << bits) - 1;
        heldBits += bits;
        while (heldBits >= 8) {
            heldBits -= 8;
            int next = (int) (held >> heldBits) & 0xFF;
            out.write(next);
            if (next == 0xFF) {
                out.write(0);
            }
        }
    }

    private void flush() {
        put(-1, -heldBits & 7);
    }

    private static int sizeOf(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private static int blocks(int samples) {
        return ceil(samples, BLOCK);
    }

    private static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }
}
