package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator of a gateway with two pipelines, of which one makes placeholders. */
@ExtendWith({InBrowser.class, SharedGateways.class})
class PipelinePageIT {

    /** Holds the images of results back until they are let through. */
    private static final String HOLD_IMAGES =
            """
            const ask = window.fetch;
            const held = new Promise((go) => { window.letThrough = go; });
            window.fetch = async (path, options) => {
              if (String(path).includes('/object?')) {
                await held;
              }
              return ask(path, options);
            };
            """;

    /** The first, the middle and the last pixel of a ThumbHash. */
    private static final String THUMB_HASH =
            """
            const done = arguments[arguments.length - 1];
            import('/page/js/thumbhash.js').then(({ thumbHashPixels }) => {
              const hash = Uint8Array.from(atob('IAiCLIo3gnuAe5iXJwiIgn93gHaIOIiHBw=='), (character) => character.charCodeAt(0));
              const { data } = thumbHashPixels(hash, 32, 26);
              done([0, 13 * 32 + 16, 26 * 32 - 1].map((at) => [...data.slice(4 * at, 4 * at + 4)].join(' ')).join(', '));
            });
            """;

    private final Browser browser;
    private final OperatorGateway gateway;

    PipelinePageIT(Browser browser, OperatorGateway gateway) {
        this.browser = browser;
        this.gateway = gateway;
    }

    @BeforeEach
    void forget() {
        gateway.forgetEverything();
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

    @Test
    void showsTheResultsOfTheChosenPipelineAlone() {
        // given
        gateway.addDeadLetter("image", "photo");
        gateway.addDeadLetter("avatars", "face");
        gateway.open(browser, "results");
        browser.see(".result-name", "photo");

        // when
        browser.see("#pipeline option[value=avatars]").click();

        // then
        browser.see(".result-name", "face");
        assertThat(browser.texts(".result-name")).containsExactly("face");
    }

    @Test
    void showsThePlaceholderUntilTheThumbnailHasLoaded() {
        // given: blue on the left and yellow on the right
        BufferedImage picture = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 400; x++) {
                picture.setRGB(x, y, x < 200 ? 0x2040C0 : 0xF0D020);
            }
        }
        gateway.putSource("flag", picture);
        gateway.addJob("image", "flag", OperatorGateway.sourceOf("flag"));
        gateway.open(browser, "streams");
        browser.evaluate(HOLD_IMAGES);

        // when
        browser.see("a[href='#results']").click();

        // then
        browser.see(".result-name", "flag");
        browser.seeThat(
                "a drawing of it",
                """
                const drawing = document.querySelector('.result-thumbnail canvas');
                if (!drawing) {
                  return false;
                }
                const { data } = drawing.getContext('2d').getImageData(0, 12, 32, 1);
                const bluer = (x) => data[4 * x + 2] - data[4 * x];
                return bluer(4) > 100 && bluer(27) < -100;""");
        browser.screenshot("operator-results-placeholder");

        // when
        browser.evaluate("window.letThrough()");

        // then
        browser.seeThat(
                "the picture in its place",
                """
                return document.querySelector('.result-thumbnail img').naturalWidth > 0
                    && document.querySelector('.result-thumbnail canvas') === null;""");
    }

    @Test
    void drawsThumbHashesLikeTheProgramOfTheirAuthor() {
        // given
        gateway.open(browser, "streams");

        // when, then
        assertThat(browser.evaluateLater(THUMB_HASH)).isEqualTo("112 98 178 0, 132 129 128 255, 157 170 62 0");
    }
}
