package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What comes out of the files of nokiatech/heif_conformance, link-u/avif-sample-images and ianare/exif-samples on GitHub,
 * which are not part of this project. Run with {@code -Dpublic.files=FOLDER}.
 */
@EnabledIfSystemProperty(named = "public.files", matches = ".+")
class PublicFilesTest {

    private static final ImageEngine ENGINE = TestEngines.NATIVE;

    @Test
    void comeOutInTheirSizeOrWithTheirError() throws IOException {
        Map<String, String> expected = new String(HeifSamples.read("public-files.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(System.getProperty("public.files")))) {
            files = all.filter(file -> expected.containsKey(file.getFileName().toString()))
                    .toList();
        }
        assertThat(files).isNotEmpty();
        assertThat(files).allSatisfy(file -> assertThat(outcome(Files.readAllBytes(file)))
                .isEqualTo(expected.get(file.getFileName().toString())));
    }

    private static String outcome(byte[] data) {
        try {
            ImageFormat format = ImageFormat.detect(data).orElseThrow();
            ImageHeader header = new HeaderProbe().probe(data, format, ImageLimits.DEFAULTS);
            try (Picture picture = ENGINE.decoder().decode(data, header, 200);
                    Picture small = ENGINE.resizer().resize(picture, 200)) {
                assertThat(ENGINE.encoder().encode(small, EncodeOptions.of(ImageFormat.JPEG)))
                        .isNotEmpty();
                return picture.width() + "x" + picture.height();
            }
        } catch (ImageException e) {
            return e.error().name();
        }
    }
}
