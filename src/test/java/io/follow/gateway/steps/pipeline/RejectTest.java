package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.CustomErrorCode;
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

class RejectTest {

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
        route.bind("reject", new Reject());
        route.put(TestImages.jpeg(TestImages.quadrants(40, 20, BufferedImage.TYPE_INT_RGB)));
    }

    @AfterEach
    void close() {
        route.close();
    }

    private Exchange run(String rejection) throws Exception {
        return route.run(Map.of(), route.check(""), route.read(), rejection, "resize.toWidth(${body}, 10)");
    }

    @ParameterizedTest
    @CsvSource({"with, false", "retry, true"})
    void failsTheJobWithItsOwnCode(String method, boolean retried) throws Exception {
        // when
        Exchange exchange = run("reject." + method
                + "(${exchange}, 'TOO_NARROW', 'the picture is ${body.width} pixels wide, expected 100')");

        // then
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(JobException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(new CustomErrorCode("TOO_NARROW", retried));
                    assertThat(e.isRetried()).isEqualTo(retried);
                    assertThat(e.isDeadLetter()).isEqualTo(retried);
                })
                .hasMessage("the picture is 40 pixels wide, expected 100");
    }

    @Test
    void refusesACodeOfTheGateway() throws Exception {
        // when
        Exchange exchange = run("reject.with(${exchange}, 'DECODE_FAILED', 'no')");

        // then
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DECODE_FAILED");
    }
}
