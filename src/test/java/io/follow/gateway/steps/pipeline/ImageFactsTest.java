package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routes ask of an image, in the Simple language. */
class ImageFactsTest {

    private static final int ON_ITS_SIDE = 6;

    @TempDir
    Path folder;

    private ImageRoute route;
    private byte[] source = {};

    /** 40 × 20 pixels as stored, 20 × 40 as they are looked at. */
    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
        source = TestImages.withExif(
                TestImages.jpeg(TestImages.quadrants(40, 20, BufferedImage.TYPE_INT_RGB)), ON_ITS_SIDE);
        route.put(source);
    }

    @AfterEach
    void close() {
        route.close();
    }

    private Exchange run(String steps, Map<String, String> further) throws Exception {
        route.load(
                """
                - route:
                    id: job
                    from:
                      uri: direct:job
                      steps:
                        - bean: {ref: checkJob, method: "check(${exchange}, 'FOLDER/in', 'FOLDER/out', 'png')"}
                        - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
                """
                        + steps.indent(8));
        Map<String, String> fields = new HashMap<>(further);
        fields.putAll(Map.of(
                "image_id", "a1", "storage_key", "a1/main", "source_key", "a", "expected_content_type", "image/jpeg"));
        return route.send(fields);
    }

    private Exchange runChoice(String predicate, Map<String, String> further) throws Exception {
        return run(
                """
                - choice:
                    when:
                      - simple: "PREDICATE"
                        steps:
                          - setHeader: {name: way, constant: taken}
                    otherwise:
                      steps:
                        - setHeader: {name: way, constant: other}
                """
                        .replace("PREDICATE", predicate),
                further);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "${body.width} == 20 | taken",
                "${body.width} > 20 | other",
                "${body.height} == 40 | taken",
                "${body.height} < 40 | other",
                "${body.height} > ${body.width} | taken",
                "${body.pixels} == 800 | taken",
                "${body.pixels} > 1000000 | other",
                "${body.format} == 'jpeg' | taken",
                "${body.format} in 'png,webp' | other",
                "${body.bytes} > 100 | taken",
                "${body.bytes} > 100000 | other",
                "${body.job['tenant']} == 'acme' | taken",
                "${body.job[tenant]} == 'acme' | taken",
                "${body.job['tenant']} == 'other' | other",
                "${body.job['absent']} == 'acme' | other",
                "${body.job['absent']} == null | taken",
                "${body.width} < 100 && ${body.job['tenant']} == 'acme' | taken",
                "${exchangeProperty.GatewayImageWork.width} == 20 | taken",
            })
    void choosesByAFact(String predicate, String way) throws Exception {
        // when
        Exchange exchange = runChoice(predicate, Map.of("tenant", "acme"));

        // then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("way")).isEqualTo(way);
    }

    @Test
    void filtersByAFact() throws Exception {
        // when
        Exchange exchange = run(
                """
                - filter:
                    simple: "${body.width} > ${body.job['least']}"
                    steps:
                      - setHeader: {name: wide, simple: "${body.width}×${body.height} ${body.bytes}"}
                - filter:
                    simple: "${body.width} > 1000"
                    steps:
                      - setHeader: {name: wider, constant: "yes"}
                """,
                Map.of("least", "10"));

        // then
        assertThat(exchange.getMessage().getHeader("wide")).isEqualTo("20×40 " + source.length);
        assertThat(exchange.getMessage().getHeader("wider")).isNull();
    }

    @Test
    void aFactIsAnArgumentOfAStep() throws Exception {
        // when
        Exchange exchange = run(
                """
                - bean: {ref: decode, method: "forWidth(${body}, ${body.width})"}
                - bean: {ref: resize, method: "toWidth(${body}, ${body.job['mine']})"}
                - bean: {ref: encode, method: "as(${body}, png, 85)"}
                """,
                Map.of("mine", "10"));

        // then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(ImageWork.class).encoded().width())
                .isEqualTo(10);
    }

    @Test
    void saysWhatMustComeBefore() throws Exception {
        // given: a fact of the raw image before it is read
        route.load(
                """
                - route:
                    id: job
                    from:
                      uri: direct:job
                      steps:
                        - bean: {ref: checkJob, method: "check(${exchange}, 'FOLDER/in', 'FOLDER/out', 'png')"}
                        - setHeader: {name: tenant, simple: "${body.job['tenant']}"}
                        - setHeader: {name: width, simple: "${body.width}"}
                """);

        // when
        Exchange exchange = route.send(Map.of(
                "image_id",
                "a1",
                "storage_key",
                "a1",
                "expected_content_type",
                "image/jpeg",
                "tenant",
                "acme",
                "source_key",
                "a"));

        // then
        assertThat(exchange.getMessage().getHeader("tenant")).isEqualTo("acme");
        assertThat(exchange.getException())
                .rootCause()
                .hasMessage("the step readSource must come before this one in the route");
    }
}
