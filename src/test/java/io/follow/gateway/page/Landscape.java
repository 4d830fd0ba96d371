package io.follow.gateway.page;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Mountains behind a lake in the evening, with haze, clouds and grain: as hard to compress as a photo, and nobody's photo. The
 * same size always gives the same pixels.
 */
final class Landscape {

    private static final int RIDGES = 5;
    private static final double SHORE = 0.74;
    private static final float[] ZENITH = {28, 52, 96};
    private static final float[] GLOW = {255, 196, 128};
    private static final float[] HAZE = {206, 172, 170};
    private static final float[] FOREST = {16, 30, 28};
    private static final float[] CLOUD = {255, 214, 190};

    private final int width;
    private final int height;
    private final double[][] ridges = new double[RIDGES][];

    private Landscape(int width, int height) {
        this.width = width;
        this.height = height;
        for (int layer = 0; layer < RIDGES; layer++) {
            ridges[layer] = ridge(layer);
        }
    }

    /** Draws four pixels with one colour each time, which is what takes long, and gives each its own grain. */
    static BufferedImage of(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(new Landscape(width / 2, height / 2).draw(), 0, 0, width, height, null);
        canvas.dispose();
        addGrain(picture);
        return picture;
    }

    /** The grain of a sensor. */
    private static void addGrain(BufferedImage picture) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int grain = (int) Math.round((Noise.hash(x, y) - 0.5) * 11);
                int rgb = pixels[at];
                pixels[at++] = grainy(rgb >> 16, grain) << 16 | grainy(rgb >> 8, grain) << 8 | grainy(rgb, grain);
            }
        }
    }

    private static int grainy(int channel, int grain) {
        return Math.max(0, Math.min(255, (channel & 0xFF) + grain));
    }

    /** How far from the top a ridge begins, as a share of the height, for each column. */
    private double[] ridge(int layer) {
        double[] ridge = new double[width];
        double rough = 2.2 + layer * 1.3;
        for (int x = 0; x < width; x++) {
            double at = x / (double) height * rough + layer * 17.3;
            double peaks = 1 - Math.abs(2 * Noise.fractal(at, layer * 3.1, 6) - 1);
            ridge[x] = 0.43 + layer * 0.075 - peaks * peaks * (0.24 - layer * 0.035);
        }
        return ridge;
    }

    private BufferedImage draw() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int shore = (int) (height * SHORE);
        float[] colour = new float[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (y < shore) {
                    land(x, y, colour);
                } else {
                    water(x, y, shore, colour);
                }
                picture.setRGB(x, y, developed(colour, x, y));
            }
        }
        return picture;
    }

    private void land(int x, int y, float[] colour) {
        double v = y / (double) height;
        int layer = RIDGES - 1;
        while (layer >= 0 && v < ridges[layer][x]) {
            layer--;
        }
        if (layer < 0) {
            sky(x / (double) height, v, colour);
            return;
        }
        double near = layer / (double) (RIDGES - 1);
        double depth = v - ridges[layer][x];
        double texture = Noise.fractal(x * 14.0 / height + layer, y * 22.0 / height, 4) - 0.5;
        double light = texture * (0.25 + 0.5 * near) - depth * 0.6;
        mix(HAZE, FOREST, Math.min(1, 0.25 + 0.72 * near - Math.min(0.2, depth * (1 - near) * 1.6)), colour);
        shade(colour, 1 + light);
    }

    private static void sky(double u, double v, float[] colour) {
        mix(ZENITH, GLOW, Math.pow(Math.min(1, v / 0.46), 1.5), colour);
        double fromSun = Math.hypot(u - 0.86, (v - 0.36) * 1.2);
        add(colour, GLOW, 0.75 * Math.exp(-fromSun * fromSun * 26) + (fromSun < 0.035 ? 0.9 : 0));
        double cloud = Noise.fractal(u * 2.4, v * 9 + 40, 5) - 0.5;
        if (cloud > 0) {
            mix(colour, CLOUD, Math.min(0.75, cloud * 3.2 * (0.4 + v)), colour);
        }
    }

    /** Mirrors the land, broken by waves that grow towards the viewer. */
    private void water(int x, int y, int shore, float[] colour) {
        double near = (y - shore) / (double) (height - shore);
        double wave = Noise.fractal(x * 5.0 / height, y * (160 - 90 * near) / height, 3) - 0.5;
        int mirrored = (int) (shore - (y - shore) * 1.15 + wave * height * 0.07 * (0.2 + near));
        int aside = (int) (x + wave * width * 0.012);
        land(Math.max(0, Math.min(width - 1, aside)), Math.max(0, Math.min(shore - 1, mirrored)), colour);
        shade(colour, 0.8 - 0.28 * near + wave * 0.35);
    }

    /** Darker corners. */
    private int developed(float[] colour, int x, int y) {
        double fromCentre = Math.hypot(x / (double) width - 0.5, y / (double) height - 0.5);
        shade(colour, 1.04 - fromCentre * fromCentre * 0.5);
        int rgb = 0;
        for (float channel : colour) {
            rgb = rgb << 8 | (int) Math.max(0, Math.min(255, channel));
        }
        return rgb;
    }

    private static void mix(float[] from, float[] to, double share, float[] result) {
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (from[i] + (to[i] - from[i]) * share);
        }
    }

    private static void add(float[] colour, float[] light, double share) {
        for (int i = 0; i < colour.length; i++) {
            colour[i] += (float) (light[i] * share);
        }
    }

    private static void shade(float[] colour, double factor) {
        for (int i = 0; i < colour.length; i++) {
            colour[i] *= (float) Math.max(0, factor);
        }
    }

    /** Value noise: random values at whole numbers, and smooth between them; 0 to 1. */
    private static final class Noise {

        static double fractal(double x, double y, int octaves) {
            double sum = 0;
            double weight = 0.5;
            double all = 0;
            for (int octave = 0; octave < octaves; octave++) {
                sum += weight * at(x, y);
                all += weight;
                weight /= 2;
                x = x * 2.03 + 11.7;
                y = y * 2.03 + 5.3;
            }
            return sum / all;
        }

        private static double at(double x, double y) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            double u = smooth(x - left);
            double v = smooth(y - top);
            double above = hash(left, top) * (1 - u) + hash(left + 1, top) * u;
            double below = hash(left, top + 1) * (1 - u) + hash(left + 1, top + 1) * u;
            return above * (1 - v) + below * v;
        }

        private static double smooth(double share) {
            return share * share * (3 - 2 * share);
        }

        static double hash(int x, int y) {
            int mixed = x * 0x27d4eb2d ^ y * 0x165667b1;
            mixed = (mixed ^ mixed >>> 15) * 0x2c1b3c6d;
            mixed = (mixed ^ mixed >>> 12) * 0x297a2d39;
            return (mixed >>> 9) / (double) (1 << 23);
        }
    }
}
