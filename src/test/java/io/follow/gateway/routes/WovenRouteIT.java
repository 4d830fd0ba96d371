package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.steps.pipeline.ImageWork;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.SpringProperties;
import org.springframework.test.annotation.DirtiesContext;

/** The main route under Camel's own test support, with steps woven in as an engineer would try them. */
@ExtendWith(WovenRouteIT.BeansDecidedNow.class)
@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@UseAdviceWith
@DirtiesContext
class WovenRouteIT {

    /** Spring's test support has its own ahead-of-time processing, which the build does not run. */
    static final class BeansDecidedNow implements BeforeAllCallback, AfterAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
        }
    }

    private static final ValkeyServer VALKEY = ValkeyServer.start();

    @TempDir
    static Path folder;

    @Autowired
    private CamelContext camel;

    @EndpointInject("mock:read")
    private MockEndpoint read;

    @EndpointInject("mock:settled")
    private MockEndpoint settled;

    /** Settings are read before a test's own property sources exist, so they are given as system properties. */
    @BeforeAll
    static void settings() {
        System.setProperty("REDIS_URL", VALKEY.uri().toString());
        System.setProperty("IMG_GW_DATA_DIR", folder.toString());
        System.setProperty("IMG_GW_MANAGEMENT_PORT", "0");
    }

    @AfterAll
    static void stop() {
        List.of("REDIS_URL", "IMG_GW_DATA_DIR", "IMG_GW_MANAGEMENT_PORT").forEach(System::clearProperty);
        VALKEY.close();
    }

    @Test
    void aStepBetweenTheOthersSeesTheWorkOfTheStepsBeforeIt() throws Exception {
        // given: a step after readSource and one after the last
        AdviceWith.adviceWith(camel, "image", advice -> {
            advice.weaveByToString(".*readSource.*").after().to(read);
            advice.weaveAddLast().to(settled);
        });
        camel.start();
        read.expectedMessageCount(1);
        settled.expectedMessageCount(1);

        // when
        Path source = folder.resolve("incoming/raw/a.png");
        Files.createDirectories(source.getParent());
        Files.write(source, png(40, 30));
        VALKEY.command(
                "XADD",
                "image:process",
                "*",
                "image_id",
                "a",
                "storage_key",
                "a.png",
                "source_key",
                "raw/a.png",
                "expected_content_type",
                "image/png");

        // then
        MockEndpoint.assertIsSatisfied(camel);
        ImageWork work = read.getExchanges().get(0).getProperty("GatewayImageWork", ImageWork.class);
        assertThat(work.source().header().width()).isEqualTo(40);
        assertThat(work.stored().key().value()).isEqualTo("a.webp");
        assertThat(VALKEY.command("XLEN", "image:result")).contains("1");
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
