package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.image.TestImages;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/** The raw images of the jobs of a chaos run. */
final class ChaosSources {

    static final String SMALL = "raw/small.jpg";
    static final String OF_ANOTHER_TYPE = "raw/another-type.jpg";
    static final String TRUNCATED = "raw/truncated.jpg";
    static final String HANGING = "raw/hanging.jpg";
    static final String HANGING_LARGE = "raw/hanging-large.jpg";
    static final String GREEDY = "raw/greedy.jpg";

    /** At {@link FaultyEngine#HANGS_LARGE} more pixels than a small picture has. */
    private static final int HEIGHT = 80;

    /** Sizes of camera images: 9, 12 and 24 megapixels. */
    private enum Size {
        COMPACT(3456, 2592),
        PHONE(4000, 3000),
        CAMERA(6000, 4000);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        String key() {
            return "raw/" + name() + ".jpg";
        }
    }

    private ChaosSources() {}

    static String realSize(Random random) {
        return Size.values()[random.nextInt(Size.values().length)].key();
    }

    /** Stores all of them. */
    static void putInto(TestDirectories directories) {
        put(directories, SMALL, FaultyJobs.small());
        put(directories, HANGING, ofWidth(FaultyEngine.HANGS));
        put(directories, HANGING_LARGE, ofWidth(FaultyEngine.HANGS_LARGE));
        put(directories, GREEDY, ofWidth(FaultyEngine.EXHAUSTS_THE_HEAP));
        put(directories, OF_ANOTHER_TYPE, "MZ, a program".getBytes(StandardCharsets.US_ASCII));
        byte[] whole = TestImages.jpeg(TestImages.quadrants(400, 400, BufferedImage.TYPE_INT_RGB));
        put(directories, TRUNCATED, Arrays.copyOf(whole, whole.length / 2));
        Stream.of(Size.values()).forEach(size -> put(directories, size.key(), draw(size)));
    }

    private static void put(TestDirectories directories, String key, byte[] bytes) {
        directories.putSource(Job.jpeg().with("source_key", key), bytes);
    }

    private static byte[] ofWidth(int width) {
        return TestImages.jpeg(TestImages.quadrants(width, HEIGHT, BufferedImage.TYPE_INT_RGB));
    }

    /** A gradient with ten thousand small shapes, so that there is detail to encode. */
    private static byte[] draw(Size size) {
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, size.width, size.height, Color.BLUE));
        graphics.fillRect(0, 0, size.width, size.height);
        Random random = new Random(size.width);
        for (int i = 0; i < 10_000; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(
                    random.nextInt(size.width), random.nextInt(size.height), random.nextInt(60), random.nextInt(60));
        }
        graphics.dispose();
        return TestImages.jpeg(image);
    }
}
