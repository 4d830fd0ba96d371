package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** An operator with many dead letters, and with the results of many jobs. */
@ExtendWith({InBrowser.class, SharedGateways.class})
class LetterGroupsPageIT {

    private static final String IMAGE = "image";

    /** Holds back deletions from the second one on, until they are let through, and notes how far it was. */
    private static final String HOLD_DELETIONS =
            """
            window.progressSeen = [];
            new MutationObserver(() => window.progressSeen.push(document.getElementById('letter-run-bar').value))
                .observe(document.getElementById('letter-run-words'), {childList: true});
            const ask = window.fetch;
            let deletions = 0;
            const held = new Promise((go) => { window.letThrough = go; });
            window.fetch = async (path, options) => {
              if (options.method === 'DELETE' && ++deletions > 2) {
                await held;
              }
              return ask(path, options);
            };
            """;

    private final Browser browser;
    private final OperatorGateway gateway;

    LetterGroupsPageIT(Browser browser, OperatorGateway gateway) {
        this.browser = browser;
        this.gateway = gateway;
    }

    @BeforeEach
    void forget() {
        gateway.forgetEverything();
    }

    private static String group(String reason) {
        return ".letter-group[data-reason='" + reason + "']";
    }

    @Test
    void groupsDeadLettersByReasonAndDeletesAGroupAfterSayingHowMany() {
        // given
        gateway.addDeadLetters(600, "STORAGE_READ_FAILED");
        gateway.addDeadLetter(IMAGE, "kept");
        gateway.open(browser, "dead-letters");
        browser.see("#letter-groups", "All 601");
        browser.see(group("STORAGE_READ_FAILED"), "600");
        browser.see(group("SOURCE_NOT_FOUND"), "no object at the source key raw/kept.png");
        browser.screenshot("operator-letter-groups");

        // when
        browser.see(group("STORAGE_READ_FAILED") + " .quiet-danger").sendKeys(Keys.ENTER);
        browser.see("dialog[open]", "Delete 600 dead letters?");
        browser.see("#confirm-yes", "Delete 600").click();

        // then
        browser.see("#dead-letters-note", "600 dead letters deleted");
        browser.seeNo(group("STORAGE_READ_FAILED"));
        assertThat(gateway.deadLetters(IMAGE)).isEqualTo(1);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("dead-letters-title");
    }

    @Test
    void showsHowFarADeletionIsAndSaysWhatIsLeftWhenItIsStopped() {
        // given
        gateway.addDeadLetters(1200, "STORAGE_READ_FAILED");
        gateway.open(browser, "dead-letters");
        browser.evaluate(HOLD_DELETIONS);

        // when
        browser.see("button[aria-label^='Delete 1,200 dead letters']").click();
        browser.see("#confirm-yes", "Delete 1,200").click();

        // then
        browser.see("#letter-run", "Deleted 500 of 1,200");
        assertThat(browser.evaluate("return window.progressSeen.join()")).isEqualTo("0,250,500");

        // when
        browser.see("#letter-run-stop").click();
        browser.evaluate("window.letThrough()");

        // then: the part that was on its way is done
        String outcome = "750 dead letters deleted, then stopped; 450 not yet processed.";
        browser.see("#dead-letters-note", outcome);
        assertThat(browser.heard()).containsExactly("Deleting", outcome);
        browser.seeNo("#letter-run");
        browser.see("#letters-counted", "450");
        assertThat(gateway.deadLetters(IMAGE)).isEqualTo(450);
    }

    @Test
    void replaysAGroup() {
        // given
        gateway.addDeadLetter(IMAGE, "first");
        gateway.addDeadLetter(IMAGE, "second");
        gateway.putSource("first");
        gateway.putSource("second");
        gateway.open(browser, "dead-letters");

        // when
        browser.see(group("SOURCE_NOT_FOUND") + " button[aria-label^='Replay 2']")
                .click();
        browser.see("dialog[open] #confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "2 dead letters replayed");
        browser.see("#no-letters");
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.deadLetters(IMAGE) == 0);
    }

    @Test
    void showsOneReasonAndFindsByImageAndActsOnWhatWasFoundAlone() {
        // given
        gateway.addDeadLetters(300, "STORAGE_READ_FAILED");
        gateway.addDeadLetter(IMAGE, "cat-1");
        gateway.addDeadLetter(IMAGE, "cat-2");
        gateway.addDeadLetter(IMAGE, "dog-1");
        gateway.open(browser, "dead-letters");

        // when
        browser.see(group("SOURCE_NOT_FOUND") + " .group-choice").click();

        // then
        browser.see(".letter h3", "dog-1");
        browser.seeNo("button[aria-label^='Replay many-1,']");

        // when
        browser.see("#letter-image").sendKeys("cat", Keys.ENTER);

        // then
        browser.see("#letters-counted", "2 found");
        browser.seeNo("button[aria-label^='Replay dog-1']");
        assertThat(browser.texts(".letter h3")).containsExactly("cat-1", "cat-2");

        // when
        browser.see(group("SOURCE_NOT_FOUND") + " .quiet-danger").click();
        browser.see("dialog[open]", "with “cat” in the image id");
        browser.see("#confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "2 dead letters deleted");
        assertThat(gateway.deadLetters(IMAGE)).isEqualTo(301);
    }

    @Test
    void listsResultsPageByPageWithThumbnailsAndLooksInside() {
        // given
        gateway.putSource("shown");
        for (int job = 1; job <= 31; job++) {
            gateway.addJob(IMAGE, "job-" + job, OperatorGateway.sourceOf("shown"));
        }
        gateway.addJob(
                IMAGE,
                "with-sizes",
                OperatorGateway.sourceOf("shown"),
                "renditions",
                "[{\"name\":\"thumb\",\"width\":120,\"storage_key\":\"made/thumb.webp\"}]");
        gateway.awaitResults(IMAGE, 32);
        gateway.addDeadLetter(IMAGE, "lost");

        // when
        gateway.open(browser, "results");

        // then
        browser.see(".result", "lost");
        browser.see(".result .badge", "SOURCE_NOT_FOUND");
        browser.seeThat(
                "a thumbnail, as a blob",
                "return [...document.querySelectorAll('.result img')]"
                        + ".some((one) => one.src.startsWith('blob:') && one.naturalWidth > 0)");

        // when
        browser.see("#older-results").click();

        // then
        browser.see("#result-page", "Page 2");
        browser.see(".result", "job-1");
        assertThat(browser.see("#older-results").isEnabled()).isFalse();

        // when
        browser.see("#result-image").sendKeys("with-sizes", Keys.ENTER);
        browser.seeThat("found", "return document.querySelectorAll('.result').length === 1");
        browser.see(".result", "with-sizes").click();

        // then
        browser.see("#viewer .sizes", "thumb");
        browser.see("#viewer .life", "Decoding");
        browser.see("#viewer .key", "made/with-sizes.webp");
        browser.accessibility().inAllVariants("operator-result");

        // when
        browser.press(Keys.ESCAPE);
        browser.seeNo("#viewer[open]");
        browser.see("#result-image").clear();
        browser.see("#result-status option[value=failed]").click();

        // then
        browser.seeThat("the failed one", "return document.querySelectorAll('.result').length === 1");
        browser.see(".result", "lost").click();
        browser.see("#viewer .fields", "error_message");
    }

    @Test
    void findsResultsByErrorCodeAndOnlyWhenAsked() {
        // given
        gateway.addJob(IMAGE, "odd-width", "none.png", "width", "-1");
        gateway.addDeadLetter(IMAGE, "lost");
        gateway.open(browser, "results");
        browser.see(".result", "odd-width");
        browser.see(".result", "lost");

        // when: it is typed, while the list is asked for anew
        browser.see("#result-code").sendKeys("INVALID_");
        gateway.addDeadLetter(IMAGE, "lost-too");

        // then
        browser.see(".result", "lost-too");
        browser.see(".result", "odd-width");

        // when
        browser.see("#result-code").sendKeys("JOB", Keys.ENTER);

        // then
        browser.seeThat("one", "return document.querySelectorAll('.result').length === 1");
        browser.see(".result .badge", "INVALID_JOB");

        // when
        browser.see("#result-code").clear();
        browser.see("#result-code").sendKeys("ENCODE_FAILED", Keys.ENTER);

        // then
        browser.see("#no-results", "No result matches");
    }
}
