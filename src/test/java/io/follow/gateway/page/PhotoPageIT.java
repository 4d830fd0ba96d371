package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.Signals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody who has just started the gateway with nothing configured, in front of the page. */
@ExtendWith(InBrowser.class)
class PhotoPageIT {

    private static final List<String> STAGES =
            List.of("Queued", "Checking", "Decoding", "Resizing", "Encoding", "Storing");

    /** Notes what the progress bars say, because some of it is gone in a moment. */
    private static final String WATCH_PROGRESS =
            """
            window.progressSeen = [];
            const note = () => document.querySelectorAll('[role=progressbar]')
                .forEach((bar) => window.progressSeen.push(bar.getAttribute('aria-valuetext')));
            new MutationObserver(note).observe(document.getElementById('photo-active'),
                {subtree: true, childList: true, attributes: true, attributeFilter: ['aria-valuetext']});
            """;

    /** Puts a picture of 4 by 3 pixels on the clipboard and pastes it. */
    private static final String PASTE =
            """
            const done = arguments[arguments.length - 1];
            const canvas = new OffscreenCanvas(4, 3);
            canvas.getContext('2d').fillRect(0, 0, 2, 2);
            canvas.convertToBlob({type: 'image/png'}).then((blob) => {
              const data = new DataTransfer();
              data.items.add(new File([blob], 'image.png', {type: 'image/png'}));
              document.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, cancelable: true}));
              done(null);
            });
            """;

    /** Whether the page asks before somebody leaves it. */
    private static final String LEAVE =
            """
            const leaving = new Event('beforeunload', {cancelable: true});
            window.dispatchEvent(leaving);
            return leaving.defaultPrevented;
            """;

    @TempDir
    private static Path folder;

    private static final Turnstile TURNSTILE = new Turnstile();

    private static ConfigurableApplicationContext gateway;

    private final Browser browser;

    PhotoPageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() {
        gateway = GatewayApplication.builder()
                .initializers(context -> context.getBeanFactory().registerSingleton("turnstile", TURNSTILE))
                .run(
                        "--VALKEY_SERVER_BIN=" + ServerUnderTest.program().path(),
                        "--IMG_GW_DATA_DIR=" + folder.resolve("data"),
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_HOST=127.0.0.1",
                        "--IMG_GW_MANAGEMENT_PORT=0",
                        "--gateway.status.min-interval=0ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void open() {
        browser.open(URI.create(
                "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port") + "/"));
        browser.see("#drop", "up to 10.5 MB each");
    }

    @AfterEach
    void letAllPass() {
        TURNSTILE.open();
    }

    private static Path hills(String name) {
        return Drawing.hills(folder.resolve(name));
    }

    /** Sends a signal to the gateway's own server. */
    private static void signalServer(String signal) throws IOException {
        String pid = Files.readString(folder.resolve("data/valkey/server.pid")).strip();
        Signals.send(signal, Long.parseLong(pid));
    }

    /** Which one of the short ones are seen depends on the moment. */
    private List<String> stagesSeen() {
        List<?> noted = (List<?>) Objects.requireNonNull(browser.evaluate("return window.progressSeen"));
        return noted.stream().map(String::valueOf).filter(STAGES::contains).toList();
    }

    @Test
    void showsADroppedPhotoOnItsWayAndThenBeforeAndAfterSideBySide() {
        // given
        browser.evaluate(WATCH_PROGRESS);
        TURNSTILE.close();

        // when
        browser.drop(browser.see("#drop"), hills("hills.jpg"));

        // then
        browser.see(".photo-state", "Resizing");

        // when
        TURNSTILE.open();

        // then
        browser.see(".photo[data-phase=done] .photo-state", "smaller");
        assertThat(stagesSeen())
                .startsWith("Queued")
                .contains("Resizing")
                .isSortedAccordingTo(Comparator.comparingInt(STAGES::indexOf));
        browser.see(".photo .photo-name", "hills.jpg");
        browser.seeThat(
                "said once that it is done",
                "return document.getElementById('announcer').textContent.startsWith('hills.jpg is done')");

        // when
        browser.see("button[aria-label='Compare hills.jpg']").sendKeys(Keys.ENTER);

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
        assertThat(browser.accessibilityFaults()).isEmpty();
        browser.screenshot("compare");

        // when
        browser.see("#viewer summary").click();

        // then
        browser.see("#viewer .fields", "sha256");
        browser.see("#viewer .fields", "job_id");
    }

    @Test
    void comparesZoomsAndPansByKeyboard() {
        // given
        browser.drop(browser.see("#drop"), hills("keys.jpg"));
        browser.see("button[aria-label='Compare keys.jpg']").sendKeys(Keys.ENTER);
        browser.seeThat("loaded", "return document.querySelector('.layer:nth-child(2) img')?.naturalWidth > 0");
        String fitted = browser.see(".zoom-now").getText();

        // when
        browser.see(".split").sendKeys(Keys.HOME);

        // then
        assertThat(browser.evaluate("return document.querySelector('.stage').style.getPropertyValue('--split')"))
                .isEqualTo("0%");

        // when
        browser.see("button[aria-label='Show at actual size']").sendKeys(Keys.ENTER);
        browser.see(".zoom-now", "100%");
        browser.see(".stage").sendKeys(Keys.ARROW_RIGHT);

        // then
        assertThat(browser.evaluate("return document.querySelector('.stage img').style.transform"))
                .asString()
                .startsWith("translate(-60px");

        // when
        browser.see(".stage").sendKeys("0");

        // then
        browser.see(".zoom-now", fitted);
        browser.press(Keys.ESCAPE);
        browser.seeNo("#viewer[open]");
        assertThat(browser.focused().getAccessibleName()).isEqualTo("Compare keys.jpg");
    }

    @Test
    void keepsEverythingThroughAReload() {
        // given
        browser.drop(browser.see("#drop"), hills("before.jpg"));
        browser.see("button[aria-label='Compare before.jpg']");
        TURNSTILE.close();
        browser.drop(browser.see("#drop"), hills("during.jpg"));
        browser.see(".photo-state", "Resizing");

        // when
        browser.reload();

        // then
        browser.see("button[aria-label='Compare before.jpg']");
        browser.see("#photo-active .photo-name", "during.jpg");

        // when
        TURNSTILE.open();

        // then
        browser.see("button[aria-label='Compare during.jpg']").click();
        browser.see("#viewer .captions p:nth-child(1)", "Before");

        // when
        browser.press(Keys.ESCAPE);
        browser.see("#forget-photos").click();
        browser.reload();

        // then
        browser.see("#drop");
        browser.seeNo(".photo");
    }

    @Test
    void takesAFolderAndLeavesOutWhatIsNoPicture() throws IOException {
        // given
        Path album = Files.createDirectories(folder.resolve("album/second"));
        hills("album/one.jpg");
        hills("album/second/two.jpg");
        Files.writeString(album.resolve("notes.txt"), "no picture");

        // when
        browser.drop(browser.see("#drop"), folder.resolve("album"));

        // then
        browser.see("button[aria-label='Compare one.jpg']");
        browser.see("button[aria-label='Compare two.jpg']");
        browser.see("#photo-note", "1 file in folders skipped");
        browser.see("#photo-summary", "2 done");
    }

    @Test
    void aHundredPhotosAtOnceStayUsable() throws IOException {
        // given
        Path[] many = new Path[100];
        for (int photo = 0; photo < many.length; photo++) {
            many[photo] = Drawing.small(folder.resolve("many-" + photo + ".png"));
        }

        // when
        browser.drop(browser.see("#drop"), many);

        // then
        browser.see("#photo-summary", "100 done");
        browser.seeNo("#photo-active .photo");
        assertThat(browser.evaluate("return document.querySelectorAll('#photo-done .photo').length"))
                .isEqualTo(100L);
        browser.seeThat(
                "said in one sentence",
                "return /photos? done|is done/.test(document.getElementById('announcer').textContent)");
    }

    @Test
    void saysWhyABrokenFileWasNotProcessed() {
        // given: the upload is refused with 415
        browser.expectOutage();

        // when
        browser.drop(browser.see("#drop"), Drawing.noPicture(folder.resolve("broken.jpg")));

        // then
        browser.see(".photo[data-phase=failed] .badge", "INVALID_MAGIC_BYTES");
        browser.see(".photo .reason", "are not image/jpeg");
        browser.see(".photo .hint", "Save it again as JPEG, PNG or WebP");
    }

    @Test
    void refusesAtOnceWhatTheGatewayWouldNotTake() throws IOException {
        // given
        Path film = Files.writeString(folder.resolve("film.mp4"), "no picture");
        Path nothing = Files.createFile(folder.resolve("nothing.png"));

        // when
        browser.drop(browser.see("#drop"), film, nothing);

        // then
        browser.see(".photo .badge", "UNSUPPORTED_FORMAT");
        browser.see(".photo .reason", "expected JPEG, PNG, WebP, AVIF, HEIC or GIF");
        browser.see(".photo .badge", "FILE_TOO_SMALL");
        browser.see("#photo-summary", "2 failed");
    }

    @Test
    void takesPhotosFromTheKeyboardAndTheClipboard() {
        // given
        WebElement chooser = browser.find("#files");
        for (int presses = 0; presses < 12 && !chooser.equals(browser.focused()); presses++) {
            browser.press(Keys.TAB);
        }
        assertThat(browser.focused()).isEqualTo(chooser);
        assertThat(chooser.getAccessibleName()).contains("choose files");

        // when
        chooser.sendKeys(hills("chosen.jpg").toString());
        browser.evaluateLater(PASTE);

        // then
        browser.see(".photo[data-phase=done] .photo-name", "chosen.jpg");
        browser.see(".photo[data-phase=done] .photo-name", "image.png");
        browser.see("#photo-summary", "2 done");
    }

    @Test
    void keepsPhotosBackWhileTheServerIsAwayAndSendsThemAfterwards() throws IOException {
        // given
        browser.expectOutage();
        signalServer("STOP");

        // when
        try {
            browser.see("#outage", "Valkey is unavailable");
            browser.drop(browser.see("#drop"), hills("held.jpg"));

            // then
            browser.see(".photo[data-phase=held] .photo-state", "Held back until Valkey is available");
            assertThat(browser.evaluate(LEAVE))
                    .as("asks before somebody leaves")
                    .isEqualTo(true);
            browser.screenshot("outage");
        } finally {
            signalServer("CONT");
        }
        browser.see("#outage", "Available again");
        browser.see(".photo[data-phase=done] .photo-name", "held.jpg");
        assertThat(browser.evaluate(LEAVE)).isEqualTo(false);
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhone() {
        // given: one of two uploads is refused with 415
        browser.expectOutage();
        browser.drop(
                browser.see("#drop"), hills("evening.jpg"), Drawing.noPicture(folder.resolve("holiday picture.png")));
        browser.see(".photo[data-phase=done]");
        browser.see(".photo[data-phase=failed]");

        for (String scheme : List.of("dark", "light")) {
            // when
            browser.colours(scheme);
            browser.screen(360, 740);

            // then
            assertThat(browser.accessibilityFaults()).as(scheme).isEmpty();
            assertThat(browser.evaluate("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
            browser.screenshot("phone-" + scheme);
            browser.screen(1180, 900);
            assertThat(browser.accessibilityFaults()).as(scheme).isEmpty();
            browser.screenshot("desktop-" + scheme);
        }
    }
}
