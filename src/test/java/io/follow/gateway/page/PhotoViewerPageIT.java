package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.image.HeifSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Somebody who looks at a photo before and after it was processed. */
@ExtendWith({InBrowser.class, SharedGateways.class})
class PhotoViewerPageIT {

    private static final String SPLIT = "return document.querySelector('.stage').style.getPropertyValue('--split')";
    private static final String TRANSFORM = "return document.querySelector('.stage img').style.transform";

    private final Browser browser;
    private final EmbeddedGateway gateway;

    @TempDir
    private Path folder;

    PhotoViewerPageIT(Browser browser, EmbeddedGateway gateway) {
        this.browser = browser;
        this.gateway = gateway;
    }

    @BeforeEach
    void openPage() {
        gateway.open(browser);
    }

    private void open(Path photo) {
        browser.pointer().drop(browser.see("#drop"), photo);
        browser.see("button[aria-label='Compare " + photo.getFileName() + "']").sendKeys(Keys.ENTER);
        browser.seeThat(
                "the result",
                "return [...document.querySelectorAll('.stage img')].some((one) => one.currentSrc.includes('/processed?')"
                        + " && one.naturalWidth > 0)");
    }

    @Test
    void comparesBeforeAndAfter() {
        // when
        open(Drawing.photo(folder.resolve("landscape.jpg")));

        // then
        browser.see("#viewer .captions p:nth-child(1)", "JPEG");
        browser.see("#viewer .captions p:nth-child(1)", "3200 × 2400");
        browser.see("#viewer .captions p:nth-child(2)", "WebP");
        browser.see("#viewer .captions p:nth-child(2)", "1920 × 1440");
        browser.see("#viewer .verdict", "smaller");
        browser.see("#viewer .life", "Encoding");
        browser.seeThat(
                "both pictures loaded",
                """
                const images = [...document.querySelectorAll('.stage img')];
                return images.length === 2 && images[0].naturalWidth === 3200 && images[1].naturalWidth === 1920;""");
        browser.seeThat(
                "nothing of them is cut off",
                """
                const stage = document.querySelector('.stage').getBoundingClientRect();
                return [...document.querySelectorAll('.stage img')].every((image) => {
                  const box = image.getBoundingClientRect();
                  return box.height <= stage.height + 1 && box.width <= stage.width + 1;
                });""");
        browser.screen(1100, 1100);
        browser.evaluate("document.activeElement.blur()");
        browser.screenshot("compare-readme");
        browser.accessibility().inAllVariants("compare");
        assertThat(browser.accessibility().controlsThatTabDoesNotReach()).isEmpty();

        // when
        browser.see("#viewer summary").click();

        // then
        browser.see("#viewer .fields", "sha256");
        browser.see("#viewer .fields", "job_id");
    }

    @Test
    void comparesZoomsAndPansByKeyboard() {
        // given
        open(Drawing.smallPhoto(folder.resolve("keys.jpg")));
        String fitted = browser.see(".zoom-now").getText();

        // when
        browser.see(".split").sendKeys(Keys.HOME);

        // then
        assertThat(browser.evaluate(SPLIT)).isEqualTo("0%");

        // when
        browser.see("button[aria-label='Show at actual size']").sendKeys(Keys.ENTER);
        browser.see(".zoom-now", "100%");
        browser.see(".stage").sendKeys(Keys.ARROW_RIGHT);

        // then
        assertThat(browser.evaluate(TRANSFORM)).asString().startsWith("translate(-60px");

        // when
        browser.see(".stage").sendKeys("0");

        // then
        browser.see(".zoom-now", fitted);
        browser.press(Keys.ESCAPE);
        browser.seeNo("#viewer[open]");
        assertThat(browser.focused().getAccessibleName()).isEqualTo("Compare keys.jpg");
    }

    @Test
    void comparesZoomsAndPansByPointer() {
        // given
        open(Drawing.smallPhoto(folder.resolve("pointer.jpg")));
        Number width = (Number) browser.evaluate("return document.querySelector('.stage').clientWidth");

        // when: the handle in the middle is dragged by a quarter of the stage
        browser.pointer().drag(browser.see(".line-handle"), width.intValue() / 4, 0);

        // then
        assertThat(Double.parseDouble(String.valueOf(browser.evaluate(SPLIT)).replace("%", "")))
                .isBetween(74.0, 76.0);

        // when
        browser.pointer().turnWheel(browser.see(".stage"));

        // then: around the place of the pointer, in the middle
        assertThat(browser.evaluate(TRANSFORM)).asString().startsWith("translate(0px, 0px) scale(1.6");

        // when
        browser.pointer().drag(browser.see(".stage"), 40, -30);

        // then
        assertThat(browser.evaluate(TRANSFORM)).asString().startsWith("translate(40px, -30px)");
    }

    @Test
    void downloadsTheStoredBytesAndCopiesTheKey() throws IOException {
        // given
        open(Drawing.smallPhoto(folder.resolve("kept.jpg")));
        String key = browser.see("#viewer .key").getText();
        browser.downloadTo(folder);

        // when
        browser.see(".viewer-actions a[download]").click();
        browser.see(".viewer-actions button", "Copy the key").click();

        // then
        Path downloaded = folder.resolve(key.substring(key.lastIndexOf('/') + 1));
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(downloaded));
        assertThat(downloaded).hasSameBinaryContentAs(gateway.processed(key));
        browser.see(".viewer-actions button", "Copied");
        assertThat(browser.clipboard()).isEqualTo(key);
    }

    @Test
    void showsACheckerboardBehindWhatIsTransparent() {
        // when
        open(Drawing.disc(folder.resolve("disc.png")));

        // then
        browser.seeThat(
                "checks, and a picture that lets them be seen",
                """
                const image = document.querySelector('.right-of-line img');
                const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
                    .getContext('2d', {willReadFrequently: true});
                canvas.drawImage(image, 0, 0);
                const alpha = (x, y) => canvas.getImageData(x, y, 1, 1).data[3];
                return alpha(5, 5) === 0 && alpha(200, 150) === 255
                    && getComputedStyle(image).backgroundImage.includes('conic-gradient');""");
        browser.screenshot("transparent");
    }

    @Test
    void showsTheResultAloneWhereTheBrowserCannotShowTheOriginal() throws IOException {
        // given: Chromium shows no HEIC
        browser.conduct().expectFailures();
        Path photo = Files.write(folder.resolve("phone.heic"), HeifSamples.read("quadrants.heic"));

        // when
        open(photo);

        // then
        browser.see("#viewer .note", "This browser cannot show HEIC files, so only the result is shown.");
        assertThat(browser.evaluate("return document.querySelectorAll('.stage img').length"))
                .isEqualTo(1L);
        browser.seeNo(".split");
        browser.seeNo(".line-handle");
        browser.see("#viewer .captions p:nth-child(1)", "HEIC");
        browser.screenshot("heic");
    }
}
