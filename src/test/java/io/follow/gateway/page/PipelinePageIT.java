package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** An operator of a gateway with two pipelines. */
@ExtendWith(InBrowser.class)
class PipelinePageIT {

    @TempDir
    private static Path folder;

    private static OperatorGateway gateway;

    private final Browser browser;

    PipelinePageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() throws IOException {
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
        gateway = OperatorGateway.start(folder, "IMG_GW_ROUTES_DIR=" + routes);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void looksAtOnePipelineAtATimeAndActsOnThatOne() {
        // given: a dead letter in each
        gateway.addDeadLetter("image", "photo");
        gateway.addDeadLetter("avatars", "face");

        // when
        gateway.open(browser, "dead-letters");

        // then
        browser.see(".letter h3", "photo");
        browser.see("#pipeline option[value=image]", "image");

        // when
        browser.see("#pipeline option[value=avatars]", "avatars").click();

        // then
        browser.see(".letter h3", "face");
        browser.seeNo("button[aria-label^='Delete photo']");
        browser.screenshot("operator-pipelines");

        // when
        browser.see("button[aria-label^='Delete face']").click();
        browser.see("#confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "face was deleted");
        assertThat(gateway.deadLetters("avatars")).isZero();
        assertThat(gateway.deadLetters("image")).isEqualTo(1);
    }

    @Test
    void showsTheStateOfEachPipelineAndLeadsToItsDeadLetters() {
        // given
        gateway.addDeadLetter("avatars", "lost-face");

        // when
        gateway.open(browser, "pipelines");

        // then
        browser.see(".pipeline h3", "image");
        browser.see(".pipeline:nth-child(2) h3", "avatars");
        browser.see(".pipeline:nth-child(2) .health", "Running");
        browser.see(".pipeline:nth-child(2) .facts", "avatars:process, group avatars-workers");
        browser.screenshot("operator-pipeline-states");

        // when
        browser.see(".route:first-child summary", "avatars (pipeline avatars)").click();

        // then
        browser.seeThat(
                "the drawing of its steps, with words for whoever does not see it",
                """
                const drawing = document.querySelector('.route:first-child .drawing');
                return drawing.naturalHeight > 300 && drawing.alt.includes('readSource.within, then');""");

        // when
        browser.see("button[aria-label='Dead letters of avatars']").click();

        // then
        browser.see(".letter h3", "lost-face");
    }
}
