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

/** An operator with many dead letters, and with the results of many jobs. */
@ExtendWith(InBrowser.class)
class LetterGroupsPageIT {

    private static final String IMAGE = "image";

    @TempDir
    private static Path folder;

    private static OperatorGateway gateway;

    private final Browser browser;

    LetterGroupsPageIT(Browser browser) {
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
    void empty() {
        gateway.valkey().command("DEL", "image:process:dlq", "image:result");
    }

    private static String group(String reason) {
        return ".letter-group[data-reason='" + reason + "']";
    }

    /** Adds letters as the gateway writes them. */
    private static void addMany(int count, String reason) {
        gateway.valkey()
                .command(
                        "EVAL",
                        """
                        for i = 1, ARGV[1] do
                          redis.call('XADD', KEYS[1], '*', 'image_id', 'many-' .. i, 'storage_key', i .. '.png',
                              'source_key', 'raw/none.png', 'expected_content_type', 'image/png', 'dlq_reason', ARGV[2],
                              'dlq_error', 'no object', 'dlq_delivery_count', '1', 'dlq_at', '2026-02-24T10:00:00.000Z',
                              'dlq_stream', 'image:process', 'dlq_entry_id', i .. '-0', 'dlq_consumer', 'c')
                        end""",
                        "1",
                        "image:process:dlq",
                        Integer.toString(count),
                        reason);
    }

    @Test
    void groupsDeadLettersByReasonAndDeletesAGroupAfterSayingHowMany() {
        // given
        addMany(600, "STORAGE_READ_FAILED");
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
        addMany(300, "STORAGE_READ_FAILED");
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
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "32".equals(String.valueOf(gateway.valkey().command("XLEN", "image:result"))));
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
        assertThat(browser.accessibilityFaults()).isEmpty();
        browser.screenshot("operator-result");

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
}
