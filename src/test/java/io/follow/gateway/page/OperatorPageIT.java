package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** An operator of a gateway with a server elsewhere, in front of the page. */
@ExtendWith(InBrowser.class)
class OperatorPageIT {

    private static final String IMAGE = "image";

    @TempDir
    private static Path folder;

    private static OperatorGateway gateway;

    private final Browser browser;

    OperatorPageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() {
        gateway = OperatorGateway.start(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void withoutDeadLetters() {
        gateway.valkey().command("DEL", "image:process:dlq");
    }

    private void openDeadLetters() {
        gateway.open(browser, "dead-letters");
    }

    @Test
    void showsTheStreamsToWhoeverKnowsTheTokenAndOffersNoUpload() {
        // given
        browser.open(gateway.page("streams"));
        browser.see("#sign-in");
        browser.seeNo("#photos");
        browser.seeNo("#views");
        browser.seeNo("#streams");

        // when
        OperatorGateway.signIn(browser, "open barley");

        // then
        browser.see("#sign-in-problem", "This token is wrong");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("token");

        // when
        browser.focused().clear();
        OperatorGateway.signIn(browser, OperatorGateway.TOKEN);

        // then
        browser.see("#numbers", "Waiting");
        browser.see("#workers tbody th", "");
        browser.see(".plot h3", "Jobs ended");
        browser.see("#health", "Running");
        browser.seeNo("#sign-in");
        browser.seeNo("#photos");
        browser.seeNo("a[href='#photos']");

        // when
        browser.see("#sign-out").click();

        // then
        browser.see("#sign-in");
    }

    @Test
    void looksIntoADeadLetterAndReplaysIt() {
        // given
        gateway.addDeadLetter(IMAGE, "late");
        openDeadLetters();
        browser.see(".letter h3", "late");
        browser.see(".letter .badge", "SOURCE_NOT_FOUND");
        browser.see(".letter-error", "raw/late.png");
        browser.see(".letter summary").click();
        browser.see(".letter .fields", "storage_key");
        browser.screenshot("operator-dead-letter");
        gateway.putSource("late");

        // when
        browser.see("button[aria-label^='Replay late']").click();

        // then
        browser.see("#dead-letters-note", "late was replayed as job");
        browser.see("#no-letters");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(gateway.valkey().command("HGET", "image:status:late", "stage"))
                        .isEqualTo("done"));
    }

    @Test
    void deletesADeadLetterOnlyAfterAskingAndKeepsTheFocusNear() {
        // given
        gateway.addDeadLetter(IMAGE, "unwanted");
        gateway.addDeadLetter(IMAGE, "kept");
        openDeadLetters();

        // when: deleted, and thought better of
        browser.see("button[aria-label^='Delete unwanted']").sendKeys(Keys.ENTER);
        browser.see("dialog[open]", "permanently");
        browser.press(Keys.ESCAPE);

        // then
        browser.seeNo("dialog[open]");
        assertThat(browser.focused().getAccessibleName()).startsWith("Delete unwanted");
        assertThat(gateway.deadLetters(IMAGE)).isEqualTo(2);

        // when
        browser.press(Keys.ENTER);
        browser.see("#confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "unwanted was deleted");
        browser.seeNo("button[aria-label^='Delete unwanted']");
        assertThat(browser.focused().getAccessibleName()).startsWith("Replay kept");
        assertThat(gateway.deadLetters(IMAGE)).isEqualTo(1);
    }

    @Test
    void saysThatTheServerIsAwayAndGoesOnByItselfAfterwards() {
        // given
        gateway.open(browser, "streams");
        browser.see("#numbers", "Waiting");
        browser.expectOutage();

        // when
        gateway.valkey().pause();

        // then
        try {
            browser.see("#outage", "Valkey is unavailable");
            browser.see("#health", "Valkey unavailable");
            browser.see("#streams-span", "as of");
            browser.screenshot("operator-outage");
        } finally {
            gateway.valkey().resume();
        }
        browser.see("#outage", "Available again");
        browser.see("#health", "Running");
        browser.seeNo("#outage");
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhone() {
        // given
        browser.open(gateway.page("streams"));
        browser.see("#sign-in");
        assertThat(browser.accessibilityFaults()).as("when signing in").isEmpty();
        gateway.addDeadLetter(IMAGE, "a-rather.long_image-id-that-has-no-place-to-break-and-goes-on-and-on-0123456789");

        for (String view : new String[] {"results", "streams", "dead-letters", "pipelines"}) {
            // when
            gateway.open(browser, view);
            browser.see("#" + view + " :is(.result, .plot, .letter, .pipeline)");

            for (String scheme : new String[] {"light", "dark"}) {
                browser.colours(scheme);
                for (int width : new int[] {1180, 360}) {
                    browser.screen(width, 800);

                    // then
                    String where = view + " " + scheme + " " + width;
                    assertThat(browser.accessibilityFaults()).as(where).isEmpty();
                    assertThat(browser.evaluate("return document.documentElement.scrollWidth"))
                            .as(where)
                            .isEqualTo((long) width);
                }
                browser.screenshot("operator-" + view + "-phone-" + scheme);
            }
        }
    }

    @Test
    void numbersAndPlotsAgreeAndCountFailedJobsAsEnded() {
        // given
        gateway.valkey().command("DEL", "image:result");
        gateway.putSource("counted");
        gateway.addJob(IMAGE, "counted", OperatorGateway.sourceOf("counted"));
        gateway.addDeadLetter(IMAGE, "counted-too");

        // when
        gateway.open(browser, "streams");

        // then: the job that has just ended is seen, in the number, in the legend and as a bar
        browser.see("#step-times tbody th", "Decoding");
        browser.seeThat(
                "the number is the sum of the plot",
                """
                const number = [...document.querySelectorAll('#numbers div')]
                    .find((one) => one.textContent.startsWith('Ended')).querySelector('dd').textContent;
                const plot = document.querySelectorAll('.plot')[1];
                const values = [...plot.querySelectorAll('.legend-value')].map((one) => Number(one.textContent));
                return values[0] > 0 && values[1] > 0 && Number(number) === values[0] + values[1]
                    && plot.querySelectorAll('.bar').length > 0;""");
    }

    @Test
    void goesFromViewToViewByKeyboard() {
        // given
        gateway.open(browser, "streams");

        // when
        browser.see("a[href='#results']").sendKeys(Keys.ENTER);

        // then
        browser.see("#results");
        browser.seeNo("#streams");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("results-title");
        assertThat(browser.see("a[href='#results']").getDomAttribute("aria-current"))
                .isEqualTo("page");
    }
}
