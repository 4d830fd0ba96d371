package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.deflate;
import static io.follow.gateway.image.TestImages.join;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A PNG written byte by byte from its samples, with chunks of the test's choice.
 *
 * @param type 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 * @param samples of all pixels, row by row, in the stored depth
 */
@SuppressWarnings("ArrayRecordComponent")
record RawPng(int width, int height, int depth, int type, boolean interlaced, int[] samples) {

    /** First column and row of each pass of Adam7, and the steps to the next ones. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    /** Samples that go over all values of the depth, or what there is room for, and repeat the first colour. */
    static RawPng of(int width, int height, int depth, int type, boolean interlaced) {
        int channels = channels(type);
        int[] samples = new int[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            boolean first = i / channels % 5 == 0;
            samples[i] = (first ? 7 + 3 * (i % channels) : i * 40_503 + (i >> 2)) & ((1 << depth) - 1);
        }
        return new RawPng(width, height, depth, type, interlaced, samples);
    }

    static int channels(int type) {
        return switch (type) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    int sample(int x, int y, int channel) {
        return samples[(y * width + x) * channels(type) + channel];
    }

    /** Signature and IHDR. */
    byte[] start() {
        byte[] header = TestImages.pngHeader(width, height, depth, type);
        byte[] content = Arrays.copyOfRange(header, 16, 29);
        content[12] = (byte) (interlaced ? 1 : 0);
        return join(Arrays.copyOf(header, 8), chunk("IHDR", content));
    }

    /** The filtered rows before their compression. */
    byte[] rows() {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int[][] passes = interlaced ? PASSES : new int[][] {{0, 0, 1, 1}};
        for (int[] pass : passes) {
            for (int y = pass[1]; y < height && pass[0] < width; y += pass[3]) {
                rows.write(0);
                row(pass, y, rows);
            }
        }
        return rows.toByteArray();
    }

    private void row(int[] pass, int y, ByteArrayOutputStream rows) {
        int bits = 0;
        int held = 0;
        for (int x = pass[0]; x < width; x += pass[2]) {
            for (int channel = 0; channel < channels(type); channel++) {
                int value = sample(x, y, channel);
                if (depth == 16) {
                    rows.write(value >> 8);
                    rows.write(value);
                } else {
                    held = held << depth | value;
                    bits += depth;
                    if (bits == 8) {
                        rows.write(held);
                        bits = 0;
                        held = 0;
                    }
                }
            }
        }
        if (bits > 0) {
            rows.write(held << (8 - bits));
        }
    }

    byte[] pixels() {
        return chunk("IDAT", deflate(rows()));
    }

    /** The whole file with chunks between header and pixels. */
    byte[] file(byte[]... before) {
        return file(List.of(before), List.of(end()));
    }

    /** The whole file with whatever is put before and after the pixels; no end mark is added. */
    byte[] file(List<byte[]> before, List<byte[]> after) {
        List<byte[]> pieces = new ArrayList<>(List.of(start()));
        pieces.addAll(before);
        pieces.add(pixels());
        pieces.addAll(after);
        return join(pieces.toArray(byte[][]::new));
    }

    static byte[] end() {
        return chunk("IEND", new byte[0]);
    }
}
