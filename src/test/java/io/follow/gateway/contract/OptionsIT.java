package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.contract.ImageRulesIT.colourAt;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.read;
import static io.follow.gateway.image.TestImages.withExif;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.follow.gateway.job.ErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 7: what a job says its processed image is to be. */
@ExtendWith(SharedGatewayExtension.class)
class OptionsIT {

    private static final byte[] PHOTO = jpeg(quadrants(1000, 500, BufferedImage.TYPE_INT_RGB));

    private final GatewayFixture fixture;
    private final Job job = Job.jpeg();

    OptionsIT(GatewayFixture fixture) {
        this.fixture = fixture;
    }

    private static void assertSize(Map<String, String> result, int width, int height) {
        assertThat(result)
                .containsEntry("status", "processed")
                .containsEntry("processed_width", String.valueOf(width))
                .containsEntry("processed_height", String.valueOf(height));
    }

    @ParameterizedTest
    @CsvSource({
        // The last two columns: the picture that is stored.
        "100,  40,   inside,  80,   40",
        "100,  ,     ,        100,  50",
        ",     40,   ,        80,   40",
        ",     40,   cover,   80,   40",
        "1920, 1920, inside,  1000, 500",
        "100,  100,  cover,   100,  100",
        "1920, 1920, cover,   500,  500",
        "100,  100,  contain, 100,  100",
        "1920, 600,  contain, 1920, 600"
    })
    void theStoredPictureIsTheOneThatWasAskedFor(String width, String height, String fit, int newWidth, int newHeight) {
        // given
        Job wanted = job;
        wanted = width == null ? wanted : wanted.with("width", width);
        wanted = height == null ? wanted : wanted.with("height", height);
        wanted = fit == null ? wanted : wanted.with("fit", fit);

        // when
        Map<String, String> result = fixture.process(wanted, PHOTO);

        // then
        assertSize(result, newWidth, newHeight);
        BufferedImage stored = read(fixture.stored(result));
        assertThat(stored.getWidth()).isEqualTo(newWidth);
        assertThat(stored.getHeight()).isEqualTo(newHeight);
    }

    @ParameterizedTest
    @CsvSource({"northwest, red", "east, green", "west, red"})
    void aCropKeepsThePositionOfThePictureThatIsLookedAt(String position, String above) {
        // given: blue and red above, yellow and green below when it is looked at, 500 wide and 1000 high
        byte[] lying = withExif(PHOTO, 6);
        Job wide = job.with("width", "400").with("height", "100").with("fit", "cover");

        // when
        Map<String, String> upright = fixture.process(wide.with("position", "north"), lying);
        Map<String, String> crop = fixture.process(
                Job.jpeg()
                        .with("width", "200")
                        .with("height", "400")
                        .with("fit", "cover")
                        .with("position", position),
                PHOTO);

        // then
        BufferedImage north = read(fixture.stored(upright));
        assertThat(colourAt(north, 50, 20)).isEqualTo("blue");
        assertThat(colourAt(north, 350, 80)).isEqualTo("red");
        assertThat(colourAt(read(fixture.stored(crop)), 100, 50)).isEqualTo(above);
    }

    @Test
    void aCanvasIsTransparentInWebpAndOfTheBackgroundWhereThereIsOne() {
        // given
        Job canvas = job.with("width", "100").with("height", "100").with("fit", "contain");

        // when
        BufferedImage clear = read(fixture.stored(fixture.process(canvas, PHOTO)));
        BufferedImage blue = read(fixture.stored(fixture.process(
                Job.jpeg()
                        .with("width", "100")
                        .with("height", "100")
                        .with("fit", "contain")
                        .with("background", "#0000ff"),
                PHOTO)));

        // then
        assertThat(clear.getRGB(50, 5) >>> 24).isZero();
        assertThat(clear.getRGB(50, 50) >>> 24).isEqualTo(255);
        assertThat(colourAt(blue, 50, 5)).isEqualTo("blue");
    }

    @Test
    void theFormatOfTheJobDecidesTheExtension() {
        // when
        Map<String, String> result = fixture.process(
                Job.png().with("format", "jpeg").with("background", "#0000ff"),
                png(plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0)));

        // then
        assertThat(result).containsEntry("content_type", "image/jpeg");
        assertThat(result.get("storage_key")).endsWith(".jpg");
        assertThat(colourAt(read(fixture.stored(result)), 32, 32)).isEqualTo("blue");
    }

    @Test
    void theQualityOfTheJobHoldsForItsRenditionsToo() throws IOException {
        // given
        String renditions = "[{\"name\":\"same\",\"width\":500,\"storage_key\":\"%1$s/same\"},"
                + "{\"name\":\"better\",\"width\":500,\"quality\":100,\"storage_key\":\"%1$s/better\"}]";

        // when
        Map<String, String> result = fixture.process(
                job.with("quality", "5").with("renditions", renditions.formatted(job.imageId())), PHOTO);

        // then
        JsonNode list = new JsonMapper().readTree(result.get("renditions"));
        assertThat(list.get(0).path("file_size").asLong())
                .isLessThan(list.get(1).path("file_size").asLong());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    width      | 1921
                    height     | 0
                    fit        | fill
                    position   | middle
                    format     | gif
                    quality    | high
                    background | white
                    renditions | [{"name":"a","width":1921,"storage_key":"a"}]
                    """)
    @CoversErrorCodes(ErrorCode.INVALID_JOB)
    void anOptionThatIsNotUnderstoodIsAnInvalidJob(String name, String value) {
        // given
        Job invalid = job.with(name, value);
        fixture.putSource(invalid, PHOTO);

        // when
        String jobId = fixture.jobClient().add(invalid);

        // then
        assertFailedAndKept(fixture, invalid, jobId, ErrorCode.INVALID_JOB);
    }
}
