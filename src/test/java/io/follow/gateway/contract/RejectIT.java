package io.follow.gateway.contract;

import static io.follow.gateway.contract.FailureAssertions.assertFailed;
import static io.follow.gateway.contract.FailureAssertions.assertFailedAndKept;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.CustomErrorCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A route of somebody's own that rejects jobs by facts of the image, and stores a preview in a branch. */
class RejectIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final byte[] NARROW = jpeg(quadrants(10, 48, BufferedImage.TYPE_INT_RGB));

    private static final String OWN_ROUTES =
            """
            - route:
                id: check-picture
                description: Rejects pictures that are too narrow, and jobs of tenants that are not known yet
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct
                  parameters:
                    name: check-picture
                  steps:
                    - choice:
                        when:
                          - simple: ${body.width} < 20
                            steps:
                              - bean:
                                  ref: reject
                                  method: with(${exchange}, 'TOO_NARROW', 'the picture is ${body.width} pixels wide, expected 20 or more')
                          - simple: ${body.job['tenant']} == 'unknown'
                            steps:
                              - bean:
                                  ref: reject
                                  method: retry(${exchange}, 'TENANT_UNKNOWN', 'the tenant is not known, expected one that is')
                          - simple: ${body.job['tenant']} == 'new' && ${header.CamelRedeliveryCounter} == null
                            steps:
                              - bean:
                                  ref: reject
                                  method: retry(${exchange}, 'TENANT_UNKNOWN', 'the tenant is not known yet')
            - route:
                id: preview
                description: Stores a small picture besides the processed one
                from:
                  uri: direct
                  parameters:
                    name: preview
                  steps:
                    - bean:
                        ref: resize
                        method: toWidth(${body}, 8)
                    - bean:
                        ref: encode
                        method: as(${body}, 'webp', 50)
                    - bean:
                        ref: store
                        method: into(${exchange}, ${body}, '{{gateway.data-dir}}/previews')
            """;

    private static final String OWN_STEPS =
            """
                      - to:
                          uri: direct
                          parameters:
                            name: check-picture
            """;

    private static final String BRANCH =
            """
                      - multicast:
                          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy"
                          parallelProcessing: true
                          steps:
                            - to:
                                uri: direct
                                parameters:
                                  name: preview
            """;

    private static Path routes;
    private static GatewayFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        routes = GatewayFixture.newFolder();
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.writeString(routes.resolve("check-picture.camel.yaml"), OWN_ROUTES);
        Path template = routes.resolve("templates/image-pipeline.camel.yaml");
        String text = Files.readString(template);
        String before = "          - bean:\n              ref: stage\n              method: ";
        assertThat(text).contains(before + "decoding", before + "processing");
        Files.writeString(
                template,
                text.replace(before + "decoding", OWN_STEPS + before + "decoding")
                        .replace(before + "processing", BRANCH + before + "processing"));
        fixture = GatewayFixture.start(
                "IMG_GW_ROUTES_DIR=" + routes, "IMG_GW_UPLOAD_RETRY_COUNT=2", "IMG_GW_UPLOAD_RETRY_BASE_MS=50");
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
        FileSystemUtils.deleteRecursively(routes);
    }

    @Test
    void endsAJobForGoodWithACodeOfItsOwn() {
        // given
        Job job = Job.jpeg();
        fixture.putSource(job, NARROW);

        // when
        String jobId = fixture.jobClient().add(job);

        // then
        assertThat(assertFailed(fixture, job, jobId, new CustomErrorCode("TOO_NARROW", false)))
                .isEqualTo("the picture is 10 pixels wide, expected 20 or more");
    }

    @Test
    void keepsAJobThatIsRejectedInEveryTry() {
        // given
        Job job = Job.jpeg().with("tenant", "unknown");
        fixture.putSource(job, PHOTO);

        // when
        String jobId = fixture.jobClient().add(job);

        // then
        assertThat(assertFailedAndKept(fixture, job, jobId, new CustomErrorCode("TENANT_UNKNOWN", true)))
                .isEqualTo("the tenant is not known, expected one that is");
    }

    @Test
    void processesAJobThatIsNotRejectedInItsNextTry() {
        // given
        Job job = Job.jpeg().with("tenant", "new");

        // when
        Map<String, String> result = fixture.process(job, PHOTO);

        // then
        assertThat(result).containsEntry("status", "processed").containsEntry("processed_width", "64");
    }

    @Test
    void aBranchStoresAPictureOfItsOwnBesidesTheProcessedOne() {
        // when
        Map<String, String> result = fixture.process(Job.jpeg(), PHOTO);

        // then
        assertThat(result).containsEntry("processed_width", "64");
        assertThat(fixture.folder().resolve("previews").resolve(result.get("storage_key")))
                .isRegularFile();
        assertThat(fixture.stored(result)).isNotEmpty();
    }
}
