package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image steps as routes call them. */
class PictureStepsTest {

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
    }

    @AfterEach
    void close() {
        route.close();
    }

    private static byte[] photo(int width, int height) {
        return TestImages.jpeg(TestImages.quadrants(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private Exchange runByOptions(String options, Map<String, String> job) throws Exception {
        return route.run(
                job,
                route.check(options),
                "readSource.within(${body}, '%s/in', 1000000, 100000000)".formatted(folder),
                "decode.picture",
                "resize.picture",
                "encode.picture");
    }

    private static ImageWork work(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private static Size sizeOf(EncodedImage encoded) {
        BufferedImage image = TestImages.read(encoded.bytes());
        Size size = new Size(image.getWidth(), image.getHeight());
        assertThat(new Size(encoded.width(), encoded.height()))
                .as("what the result says")
                .isEqualTo(size);
        return size;
    }

    private static void assertFailed(Exchange exchange, ErrorCode code, String message) {
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void aPipelineSaysWhatBecomesOfAJobThatSaysNothing() throws Exception {
        // given
        route.put(photo(640, 320));

        // when
        ImageWork work = work(runByOptions(
                "maxWidth=512&width=100&height=100&fit=cover&position=&format=png&quality=85&background=", Map.of()));

        // then
        assertThat(sizeOf(work.encoded())).isEqualTo(new Size(100, 100));
        assertThat(work.encoded().options().format()).isEqualTo(ImageFormat.PNG);
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void fieldsOfTheJobCountBeforeThePipeline() throws Exception {
        // given
        route.put(photo(640, 320));

        // when
        ImageWork work = work(runByOptions(
                "maxWidth=512&format=webp&quality=85",
                Map.of("width", "50", "height", "60", "fit", "contain", "format", "jpeg", "quality", "20")));

        // then
        assertThat(sizeOf(work.encoded())).isEqualTo(new Size(50, 60));
        assertThat(work.encoded().options().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(work.encoded().options().quality()).isEqualTo(20);
    }

    @Test
    void renditionsOfThePipelineAreForJobsWithoutAny() throws Exception {
        // given
        route.put(photo(640, 320));
        String options = "maxWidth=512&format=jpeg&quality=30&renditions="
                + "[{\"name\":\"thumb\",\"width\":40,\"height\":40,\"fit\":\"cover\",\"storage_key\":\"{image_id}/thumb\"},"
                + "{\"name\":\"low\",\"height\":50,\"quality\":90,\"format\":\"png\",\"storage_key\":\"{image_id}/low\"}]";

        // when
        ImageWork work = work(runByOptions(options, Map.of()));

        // then
        assertThat(work.renditions())
                .extracting(RenditionTarget::key)
                .extracting(Object::toString)
                .containsExactly("a1/thumb.jpg", "a1/low.png");
        assertThat(work.results().encodedRenditions())
                .extracting(PictureStepsTest::sizeOf)
                .containsExactly(new Size(40, 40), new Size(100, 50));
        assertThat(work.results().encodedRenditions())
                .extracting(encoded -> encoded.options().quality())
                .containsExactly(30, 90);
        assertThat(sizeOf(work.encoded())).isEqualTo(new Size(512, 256));
    }

    @Test
    void renditionsOfTheJobReplaceThoseOfThePipeline() throws Exception {
        // given
        route.put(photo(640, 320));
        String options = "renditions=[{\"name\":\"thumb\",\"width\":40,\"storage_key\":\"{image_id}/thumb\"}]";
        String own = "[{\"name\":\"own\",\"width\":30,\"storage_key\":\"a1/own\"}]";

        // when
        ImageWork work = work(runByOptions(options, Map.of("renditions", own)));

        // then
        assertThat(work.renditions()).extracting(RenditionTarget::name).containsExactly("own");
    }

    @Test
    void anEmptyListMeansNoRenditions() throws Exception {
        // given
        route.put(photo(640, 320));
        String options = "renditions=[{\"name\":\"thumb\",\"width\":40,\"storage_key\":\"{image_id}/thumb\"}]";

        // when
        ImageWork work = work(runByOptions(options, Map.of("renditions", "[]")));

        // then
        assertThat(work.renditions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "width, 513, width is not a number of pixels from 1 to 512",
        "fit, fill, 'fit is not inside, cover or contain'",
        "renditions, '[{\"name\":\"a\",\"width\":513,\"storage_key\":\"x\"}]', renditions[0].width is not a number"
    })
    void anOptionThatIsNotUnderstoodIsAnInvalidJob(String name, String value, String message) throws Exception {
        assertFailed(runByOptions("maxWidth=512", Map.of(name, value)), ErrorCode.INVALID_JOB, message);
    }

    @Test
    void theFormatOfTheJobCountsWhereItsSourceWouldBeReplaced() throws Exception {
        // given
        Map<String, String> job = Map.of("source_key", "b.png", "storage_key", "b", "format", "png");

        // when
        Exchange exchange = route.run(
                job, "checkJob.checkWith(${exchange}, '%1$s/in', '%1$s/in', 'format=webp')".formatted(folder));

        // then
        assertFailed(exchange, ErrorCode.INVALID_JOB, "name the same object");
    }

    @Test
    void aRouteMayHaveLimitsOfItsOwn() throws Exception {
        // given
        route.put(photo(640, 320));

        // when
        Exchange exchange = route.run(
                Map.of(),
                route.check("format=webp"),
                "readSource.within(${body}, '%s/in', 1000000, 1000)".formatted(folder));

        // then
        assertFailed(exchange, ErrorCode.DECOMPRESSION_BOMB, "at most 1000 pixels");
    }

    @Test
    void aRouteMayTakeSmallerFilesOnly() throws Exception {
        // given
        route.put(photo(640, 320));

        // when
        Exchange exchange = route.run(
                Map.of(),
                route.check("format=webp"),
                "readSource.within(${body}, '%s/in', 10, 1000)".formatted(folder));

        // then
        assertFailed(exchange, ErrorCode.FILE_TOO_LARGE, "10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void resizeDoesNotEnlargeWhatDecodeHasMadeSmaller(String format) throws Exception {
        // given
        BufferedImage image = TestImages.quadrants(1600, 800, BufferedImage.TYPE_INT_RGB);
        route.put(format.equals("jpeg") ? TestImages.jpeg(image) : TestImages.png(image));

        // when: the native engine decodes a JPEG for 100 columns with 200
        ImageWork work = work(route.run(
                Map.of("expected_content_type", "image/" + format),
                route.check("format=webp"),
                route.read(),
                "decode.forWidth(${body}, 100)",
                "resize.toWidth(${body}, 1500)",
                "encode.as(${body}, 'webp', 80)"));

        // then
        assertThat(sizeOf(work.encoded())).isEqualTo(format.equals("jpeg") ? new Size(200, 100) : new Size(1500, 750));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "1500"})
    void theResultTellsTheSizeOfTheFileWhereResizeIsMissing(String width) throws Exception {
        // given: lying on its side
        route.put(TestImages.withExif(photo(1600, 800), 6));
        String rendition = "[{\"name\":\"own\",\"width\":30,\"storage_key\":\"a1/own\"}]";

        // when
        ImageWork work = work(route.run(
                Map.of("renditions", rendition),
                route.check("format=webp"),
                route.read(),
                "decode.forWidth(${body}, %s)".formatted(width),
                "encode.as(${body}, 'jpeg', 80)"));

        // then
        Size size = sizeOf(work.encoded());
        assertThat(size.height()).isEqualTo(2 * size.width());
        assertThat(sizeOf(work.results().encodedRenditions().get(0))).isEqualTo(new Size(30, 60));
    }

    @Test
    void aCanvasCountsWithTheMemoryOfItsJob() throws Exception {
        // given: a canvas of 10,000 by 10,000 pixels
        route.put(photo(64, 64));

        // when
        Exchange exchange = runByOptions("maxWidth=10000&width=10000&height=10000&fit=contain&format=webp", Map.of());

        // then
        assertFailed(exchange, ErrorCode.WORKER_TOO_SMALL, "decoding needs 2");
    }

    @Test
    void jobsOfARouteThatOnlyNamesAFormatAreReadAsBefore() throws Exception {
        // given
        route.put(photo(640, 320));
        String renditions =
                "[{\"name\":\"a\",\"width\":5000,\"storage_key\":\"a1/a\"},{\"name\":\"b\",\"width\":64,\"height\":64,\"fit\":\"cover\",\"storage_key\":\"a1/b\"}]";

        // when
        ImageWork work = work(route.run(
                Map.of("width", "passed over", "renditions", renditions),
                "checkJob.check(${exchange}, '%1$s/in', '%1$s/out', 'jpeg')".formatted(folder),
                route.read(),
                "decode.forWidth(${body}, 320)",
                "resize.toWidth(${body}, 320)",
                "encode.as(${body}, 'jpeg', 40)"));

        // then
        assertThat(sizeOf(work.encoded())).isEqualTo(new Size(320, 160));
        assertThat(work.results().encodedRenditions())
                .extracting(PictureStepsTest::sizeOf)
                .containsExactly(new Size(640, 320), new Size(64, 64));
        assertThat(work.results().encodedRenditions())
                .extracting(encoded -> encoded.options().quality())
                .containsExactly(40, 40);
    }

    @Test
    void optionsOfTheRouteThatAreNotUnderstoodSayWhatIsAllowed() throws Exception {
        assertThat(route.run(Map.of(), route.check("widht=5")).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found \"widht=5\", expected name=value with one of maxWidth, width");
    }
}
