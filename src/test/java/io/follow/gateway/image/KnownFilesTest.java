package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every JPEG and WebP that TwelveMonkeys tests its readers with, among them the broken ones that people sent in over
 * the years, goes through the whole engine. {@code known-files.txt} says what has to come out. One instance runs all
 * tests, so that a file that only the Java engine reads is read once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class KnownFilesTest {

    private static final int WIDTH = 96;
    private static final int TOLERANCE = 4;

    private final HeaderProbe probe = new HeaderProbe();

    /** What came out of the files that the Java engine alone is asked to read, by name. */
    private final Map<String, Outcome> ofJava = new HashMap<>();

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final ImageEngine NATIVE = TestEngines.NATIVE;

    static Stream<Named<List<ImageEngine>>> engines() {
        return Stream.of(Named.of("java", List.of(JAVA)), Named.of("native, then java", List.of(NATIVE, JAVA)));
    }

    /** What the table says about a file: an error, or the size and the mean colour of each quarter on white. */
    private record Outcome(String result, int[] quarters) {

        static Outcome parse(String text) {
            String[] words = text.strip().split("\\s+", -1);
            int[] quarters = new int[words.length - 1];
            for (int i = 0; i < quarters.length; i++) {
                quarters[i] = Integer.parseInt(words[i + 1], 16);
            }
            return new Outcome(words[0], quarters);
        }

        static Outcome of(ImageException error) {
            return new Outcome(error.error().name(), new int[0]);
        }

        boolean matches(Outcome other) {
            boolean same = result.equals(other.result) && quarters.length == other.quarters.length;
            for (int i = 0; same && i < quarters.length; i++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = ((quarters[i] >> shift) & 0xFF) - ((other.quarters[i] >> shift) & 0xFF);
                    same &= Math.abs(difference) <= TOLERANCE;
                }
            }
            return same;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(result);
            for (int quarter : quarters) {
                text.append(" %06X".formatted(quarter));
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void everyFileEndsAsTheTableSays(List<ImageEngine> engines) throws IOException {
        // given
        Map<String, Outcome> expected = table();
        // when
        Map<String, Outcome> found = new TreeMap<>();
        KnownFiles.forEach((name, format, data) -> found.put(name, outcome(name, data, format, engines)));
        // then
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        String different = found.entrySet().stream()
                .filter(entry -> !entry.getValue().matches(expected.get(entry.getKey())))
                .map(entry -> entry.getKey() + " | " + entry.getValue() + "   table: " + expected.get(entry.getKey()))
                .collect(Collectors.joining("\n"));
        assertThat(different).isEmpty();
    }

    private Map<String, Outcome> table() throws IOException {
        Map<String, Outcome> table = new TreeMap<>();
        try (InputStream stream = KnownFilesTest.class.getResourceAsStream("known-files.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] columns = line.split("\\|", -1);
                        table.put(columns[0].strip(), Outcome.parse(columns[1]));
                    });
        }
        return table;
    }

    private Outcome outcome(String name, byte[] data, ImageFormat format, List<ImageEngine> engines) {
        try {
            ImageHeader header = probe.probe(data, format, ImageLimits.DEFAULTS);
            List<ImageEngine> able = ImageEngine.able(engines, header);
            return able.equals(List.of(JAVA))
                    ? ofJava.computeIfAbsent(name, key -> outcome(data, header, able))
                    : outcome(data, header, able);
        } catch (ImageException e) {
            return Outcome.of(e);
        }
    }

    private static Outcome outcome(byte[] data, ImageHeader header, List<ImageEngine> engines) {
        try (EngineRules.Decoded decoded = EngineRules.decode(engines, data, header, WIDTH);
                Picture small = decoded.resized(WIDTH)) {
            Encoder encoder = decoded.engine().encoder();
            assertThat(encoder.encode(small, EncodeOptions.of(ImageFormat.WEBP)))
                    .isNotEmpty();
            // Flattened on white, as every JPEG output is.
            byte[] jpeg = encoder.encode(small, new EncodeOptions(ImageFormat.JPEG, 100, 0));
            return new Outcome(header.orientedWidth() + "x" + header.orientedHeight(), quarters(jpeg));
        } catch (ImageException e) {
            return Outcome.of(e);
        }
    }

    private static int[] quarters(byte[] jpeg) {
        BufferedImage image = TestImages.read(jpeg);
        int[] means = new int[4];
        for (int i = 0; i < means.length; i++) {
            int left = i % 2 * (image.getWidth() / 2);
            int top = i / 2 * (image.getHeight() / 2);
            means[i] = mean(image, left, top, (image.getWidth() + 1) / 2, (image.getHeight() + 1) / 2);
        }
        return means;
    }

    static int mean(BufferedImage image, int left, int top, int width, int height) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : image.getRGB(left, top, width, height, null, 0, width)) {
            red += (pixel >> 16) & 0xFF;
            green += (pixel >> 8) & 0xFF;
            blue += pixel & 0xFF;
        }
        long count = (long) width * height;
        return (int) (((red / count) << 16) | ((green / count) << 8) | (blue / count));
    }
}
