package io.follow.gateway.contract;

import static io.follow.gateway.contract.UploadRequests.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The examples {@code watermark} and {@code redaction} in one gateway. */
class MarkedPicturesIT {

    private static GatewayFixture fixture;
    private static Path routes;

    @BeforeAll
    static void start() throws IOException {
        routes = GatewayFixture.newFolder();
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        for (String example : List.of("watermark.camel.yaml", "redaction.camel.yaml")) {
            Files.copy(routes.resolve("examples").resolve(example), routes.resolve(example));
        }
        fixture = GatewayFixture.start("IMG_GW_ROUTES_DIR=" + routes, "IMG_GW_UPLOAD_RETRY_COUNT=0");
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(routes);
    }

    private static String add(String pipeline, Job job) {
        fixture.putSource(job, photo(600, 400));
        return fixture.jobClient().commands().xadd(pipeline + ":process", job.fields());
    }

    private static Map<String, String> resultOf(String pipeline, String jobId) {
        JobClient.eventually(() -> results(pipeline, jobId).size() == 1);
        return results(pipeline, jobId).get(0);
    }

    private static List<Map<String, String>> results(String pipeline, String jobId) {
        return fixture.jobClient().bodies(pipeline + ":result").stream()
                .filter(result -> jobId.equals(result.get("job_id")))
                .toList();
    }

    private static BufferedImage picture(String folder, Map<String, String> result) throws IOException {
        return TestImages.read(
                Files.readAllBytes(fixture.folder().resolve(folder).resolve(result.get("storage_key"))));
    }

    @Test
    void aPipelineWaitsForItsWatermark() throws IOException {
        // given: no logo
        String first = add("watermark", Job.jpeg());
        assertThat(resultOf("watermark", first))
                .containsEntry("error_code", "STORAGE_READ_FAILED")
                .extractingByKey("error_message")
                .asString()
                .contains("the watermark logo.png cannot be used: there is no such object");

        // when
        String second = add("watermark", Job.jpeg());

        // then
        assertThat(fixture.gateway().get("/health/ready?pipeline=watermark").body())
                .contains("the watermark logo.png cannot be used");
        assertThat(fixture.gateway().isReady()).isTrue();
        assertThat(results("watermark", second)).isEmpty();

        // when
        GatewayFixture.put(
                fixture.folder().resolve("marks/logo.png"),
                TestImages.png(TestImages.plain(100, 100, BufferedImage.TYPE_INT_RGB, 0xFFFF00FF)));

        // then
        BufferedImage marked = picture("watermarked", resultOf("watermark", second));
        int pixel = marked.getRGB(600 - 16 - 60, 400 - 16 - 60);
        assertThat((pixel >> 16) & 0xFF).isGreaterThan(0xA0);
        assertThat((pixel >> 8) & 0xFF).isLessThan(0x60);
    }

    @Test
    void aJobSaysWhatIsRedacted() throws IOException {
        // when
        String without = add("redaction", Job.jpeg());
        String with =
                add("redaction", Job.jpeg().with("regions", "[{\"x\":100,\"y\":100,\"width\":120,\"height\":120}]"));

        // then
        assertThat(resultOf("redaction", without))
                .containsEntry("error_code", "INVALID_JOB")
                .extractingByKey("error_message")
                .asString()
                .startsWith("regions is missing");
        BufferedImage redacted = picture("redacted", resultOf("redaction", with));
        assertThat(redacted.getWidth()).isEqualTo(600);
        // The cells have sides of 22 pixels; their inner pixels have one colour.
        assertThat(redacted.getRGB(100, 100) & 0xF8F8F8).isEqualTo(redacted.getRGB(106, 106) & 0xF8F8F8);
    }
}
