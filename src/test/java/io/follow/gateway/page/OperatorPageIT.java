package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** An operator of a gateway with a server elsewhere, in front of the page. */
@ExtendWith({InBrowser.class, SharedGateways.class})
class OperatorPageIT {

    private static final String IMAGE = "image";

    /** Shows a plot of two values with nothing in between, and puts the focus on it. */
    private static final String PLOT =
            """
            const done = arguments[arguments.length - 1];
            import('/page/js/plot.js').then(({ Plot }) => {
              const plot = new Plot({
                title: 'Pets', show: String, lines: [{ name: 'Cats', of: (point) => point.cats }],
              });
              plot.root.id = 'try';
              document.getElementById('streams').prepend(plot.root);
              const at = Date.now();
              plot.update([{ at: at - 2, cats: 3 }, { at: at - 1, cats: null }, { at, cats: 7 }], 1);
              document.querySelector('#try svg').focus();
              done();
            });
            """;

    private final Browser browser;
    private final OperatorGateway gateway;

    OperatorPageIT(Browser browser, OperatorGateway gateway) {
        this.browser = browser;
        this.gateway = gateway;
    }

    @BeforeEach
    void forget() {
        gateway.forgetEverything();
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
        browser.conduct().expectFailures();

        // when
        gateway.valkey().pause();

        // then
        try {
            browser.see("#outage", "Valkey is unavailable");
            browser.see("#health", "Valkey unavailable");
            browser.see("#streams-span", "as of");
            browser.accessibility().inAllVariants("operator-outage");
        } finally {
            gateway.valkey().resume();
        }
        browser.hear("Available again");
        browser.see("#health", "Running");
        browser.seeNo("#outage");
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhoneWhenSigningIn() {
        // given
        browser.open(gateway.page("streams"));
        OperatorGateway.signIn(browser, "open barley");

        // when
        browser.see("#sign-in-problem", "This token is wrong");

        // then
        browser.accessibility().inAllVariants("operator-sign-in");
        assertThat(browser.accessibility().controlsThatTabDoesNotReach()).isEmpty();
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhone() {
        // given: two reasons, one with a name that has no place to break
        gateway.addDeadLetter(IMAGE, "a-rather.long_image-id-that-has-no-place-to-break-and-goes-on-and-on-0123456789");
        gateway.addDeadLetters(3, "STORAGE_READ_FAILED");
        Map<String, String> contents = Map.of(
                "results", ".result",
                "streams", ".plot [aria-valuetext*=now]",
                "dead-letters", ".letter-group:nth-child(3)",
                "pipelines", ".route");
        gateway.open(browser, "results");

        contents.forEach((view, content) -> {
            // when
            browser.see("a[href='#" + view + "']").click();
            browser.see("#" + view + " " + content);

            // then
            assertThat(browser.accessibility().controlsThatTabDoesNotReach())
                    .as(view)
                    .isEmpty();
            if (view.equals("pipelines")) {
                browser.see(".route:first-child summary").click();
            }
            browser.accessibility().inAllVariants("operator-" + view);
        });
    }

    @Test
    void asksInADialogThatIsAccessibleToo() {
        // given
        gateway.addDeadLetters(3, "STORAGE_READ_FAILED");
        openDeadLetters();

        // when
        browser.see("button[aria-label^='Delete 3 dead letters']").click();
        browser.see("dialog[open]", "permanently");

        // then
        browser.accessibility().inAllVariants("operator-confirm");
        assertThat(browser.accessibility().controlsThatTabDoesNotReach()).isEmpty();
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
    void readsTheValuesOfAPlotByKeyboard() {
        // given
        gateway.open(browser, "streams");
        browser.evaluateLater(PLOT);

        // when
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);

        // then
        assertThat(browser.focused().getDomAttribute("aria-valuetext")).endsWith(". Cats: 3");
        browser.see("#try .legend-value", "3");
        assertThat(browser.focused().getAriaRole()).isEqualTo("slider");

        // when
        browser.press(Keys.END);

        // then
        browser.see("#try .legend-value", "7");
    }

    @Test
    void drawsASingleSampleAsADot() {
        // given
        gateway.open(browser, "streams");

        // when
        browser.evaluateLater(PLOT);

        // then: of three points, the one in the middle is missing
        browser.see("#try .legend");
        assertThat(browser.evaluate("return document.querySelectorAll('#try .dot').length"))
                .isEqualTo(2L);
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
