package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.ImageWork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * A document that shows what steps make of a picture. With {@code -Dpictures.write=true}, the pictures are written instead
 * of compared.
 *
 * @param folder the directory of its pictures, below that of the document
 */
record PictureDocument(Path document, Path folder) {

    /** The mean difference of a component up to which two pictures are one, coded by other versions of the codecs. */
    private static final double SAME = 2;

    /**
     * A picture of the document.
     *
     * @param options of the job
     * @param steps the steps that change it
     */
    record Shown(String name, String options, List<String> steps) {

        static Shown of(String name, String options, String... steps) {
            return new Shown(name, options, List.of(steps));
        }

        String fileName() {
            return name + ".webp";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes a picture of the PNG that the route has, and checks that it is the one in the document. */
    void assertShows(Shown shown, ImageRoute route, Map<String, String> fields) throws Exception {
        byte[] made = made(shown, route, fields);
        Path file = folder.resolve(shown.fileName());
        if (Boolean.getBoolean("pictures.write")) {
            Files.createDirectories(folder);
            Files.write(file, made);
        }
        assertThat(difference(TestImages.read(Files.readAllBytes(file)), TestImages.read(made)))
                .isLessThan(SAME);
    }

    /** Checks that the document has these pictures, and its folder no others. */
    void assertShowsAll(List<Shown> pictures) throws IOException {
        String text = Files.readString(document);
        Path place = document.getParent().relativize(folder);
        assertThat(pictures)
                .allSatisfy(shown -> assertThat(text).contains("(" + place.resolve(shown.fileName()) + ")"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            pictures.stream().map(Shown::fileName).toList());
        }
    }

    private static byte[] made(Shown shown, ImageRoute route, Map<String, String> fields) throws Exception {
        Map<String, String> job = new HashMap<>(fields);
        job.put("expected_content_type", "image/png");
        String[] steps = Stream.of(
                        List.of(route.check("format=webp&quality=85&" + shown.options()), route.read()),
                        shown.steps(),
                        List.of("decode.picture", "resize.picture", "encode.picture"))
                .flatMap(List::stream)
                .toArray(String[]::new);
        Exchange exchange = route.run(job, steps);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class).encoded().bytes();
    }

    /** Of two components, in the mean. */
    private static double difference(BufferedImage found, BufferedImage expected) {
        assertThat(found.getWidth()).isEqualTo(expected.getWidth());
        assertThat(found.getHeight()).isEqualTo(expected.getHeight());
        long sum = 0;
        for (int y = 0; y < found.getHeight(); y++) {
            for (int x = 0; x < found.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs(((found.getRGB(x, y) >> shift) & 0xFF) - ((expected.getRGB(x, y) >> shift) & 0xFF));
                }
            }
        }
        return sum / (3.0 * found.getWidth() * found.getHeight());
    }
}
