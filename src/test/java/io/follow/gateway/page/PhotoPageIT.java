package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Somebody who has just started the gateway with nothing configured, in front of the page. */
@ExtendWith({InBrowser.class, SharedGateways.class})
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

    /** Leaves a photo that was not sent yet without its bytes. */
    private static final String FORGET_BYTES =
            """
            const done = arguments[arguments.length - 1];
            import('/page/js/photo-store.js').then(async ({ PhotoStore }) => {
              const times = { started: 0, sent: 0, ended: 0 };
              await new PhotoStore().keep(
                  { key: '1', name: 'lost.jpg', type: 'image/jpeg', size: 9, phase: 'waiting', times });
              done();
            });
            """;

    /** Whether the page asks before somebody leaves it. */
    private static final String LEAVE =
            """
            const leaving = new Event('beforeunload', {cancelable: true});
            window.dispatchEvent(leaving);
            return leaving.defaultPrevented;
            """;

    private final Browser browser;
    private final EmbeddedGateway gateway;

    @TempDir
    private Path folder;

    PhotoPageIT(Browser browser, EmbeddedGateway gateway) {
        this.browser = browser;
        this.gateway = gateway;
    }

    @BeforeEach
    void open() {
        gateway.open(browser);
    }

    @AfterEach
    void letAllPass() {
        gateway.turnstile().open();
    }

    private void drop(Path... files) {
        browser.pointer().drop(browser.see("#drop"), files);
    }

    private Path photo(String name) {
        return Drawing.smallPhoto(folder.resolve(name));
    }

    /** Which one of the short ones are seen depends on the moment. */
    private List<String> stagesSeen() {
        List<?> noted = (List<?>) Objects.requireNonNull(browser.evaluate("return window.progressSeen"));
        return noted.stream().map(String::valueOf).filter(STAGES::contains).toList();
    }

    @Test
    void showsADroppedPhotoOnItsWayAndTellsOnceThatItIsDone() {
        // given
        browser.evaluate(WATCH_PROGRESS);
        gateway.turnstile().close();

        // when
        drop(photo("hills.jpg"));

        // then
        browser.see(".photo-state", "Resizing");

        // when
        gateway.turnstile().open();

        // then
        browser.see(".photo[data-phase=done] .photo-state", "smaller");
        assertThat(stagesSeen())
                .startsWith("Queued")
                .contains("Resizing")
                .isSortedAccordingTo(Comparator.comparingInt(STAGES::indexOf));
        browser.see(".photo .photo-name", "hills.jpg");
        browser.hear("hills.jpg is done");

        // when
        browser.see("button[aria-label='Compare hills.jpg']").sendKeys(Keys.ENTER);
        browser.see(".viewer-actions button", "Copy the key").sendKeys(Keys.ENTER);
        browser.hear("The key was copied");

        // then
        assertThat(browser.heard())
                .doesNotHaveDuplicates()
                .satisfiesExactly(
                        taken -> assertThat(taken).isEqualTo("1 photo taken"),
                        done -> assertThat(done).startsWith("hills.jpg is done, "),
                        copied -> assertThat(copied).isEqualTo("The key was copied to the clipboard"));
    }

    @Test
    void keepsEverythingThroughAReload() {
        // given
        drop(photo("before.jpg"));
        browser.see("button[aria-label='Compare before.jpg']");
        gateway.turnstile().close();
        drop(photo("during.jpg"));
        browser.see(".photo-state", "Resizing");

        // when
        browser.reload();

        // then
        browser.see("button[aria-label='Compare before.jpg']");
        browser.see("#photo-active .photo-name", "during.jpg");

        // when
        gateway.turnstile().open();

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
    void keepsPhotosThroughAnOutageAndAReloadAndSendsThemAfterwards() throws IOException {
        // given
        Path empty = Files.createFile(folder.resolve("5.png"));
        browser.conduct().expectFailures();
        gateway.freezeServer();
        try {
            // when: three are sent at once
            drop(photo("1.jpg"), photo("2.jpg"), photo("3.jpg"), photo("4.jpg"), empty);

            // then
            browser.see("#outage", "Valkey is unavailable");
            browser.see(".photo[data-phase=held] .photo-state", "Held back until Valkey is available");
            browser.see(".photo[data-phase=waiting] .photo-name", "4.jpg");
            browser.see(".photo .badge", "FILE_TOO_SMALL");
            assertThat(browser.evaluate(LEAVE))
                    .as("asks before somebody leaves")
                    .isEqualTo(true);
            browser.screenshot("outage");

            // when
            browser.reload();

            // then
            browser.see("#photo-summary", "4 in progress · 0 done · 1 failed");
            browser.see(".photo .badge", "FILE_TOO_SMALL");
            browser.see("#outage", "Valkey is unavailable");
        } finally {
            gateway.thawServer();
        }
        browser.hear("Available again");
        browser.see("#photo-summary", "4 done · 1 failed");
        assertThat(browser.heard()).doesNotHaveDuplicates();
        assertThat(browser.evaluate(LEAVE)).isEqualTo(false);
    }

    @Test
    void saysWhichPhotosTheBrowserDidNotKeep() {
        // given: as on a full disk
        browser.evaluateLater(FORGET_BYTES);

        // when
        browser.reload();

        // then
        browser.see("#photo-note", "1 photo not restored");
    }

    @Test
    void takesAFolderAndLeavesOutWhatIsNoPicture() throws IOException {
        // given
        Path album = Files.createDirectories(folder.resolve("album/second"));
        photo("album/one.jpg");
        photo("album/second/two.jpg");
        Files.writeString(album.resolve("notes.txt"), "no picture");

        // when
        drop(folder.resolve("album"));

        // then
        browser.see("button[aria-label='Compare one.jpg']");
        browser.see("button[aria-label='Compare two.jpg']");
        browser.see("#photo-note", "1 file in folders skipped");
        browser.see("#photo-summary", "2 done");
    }

    @Test
    void saysWhyABrokenFileWasNotProcessed() {
        // given: the upload is refused with 415
        browser.conduct().expectFailures();

        // when
        drop(Drawing.noPicture(folder.resolve("broken.jpg")));

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
        drop(film, nothing);

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
        chooser.sendKeys(photo("chosen.jpg").toString());
        browser.evaluateLater(PASTE);

        // then
        browser.see(".photo[data-phase=done] .photo-name", "chosen.jpg");
        browser.see(".photo[data-phase=done] .photo-name", "image.png");
        browser.see("#photo-summary", "2 done");
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhone() {
        // given: one of two uploads is refused with 415
        browser.conduct().expectFailures();
        drop(Drawing.photo(folder.resolve("evening.jpg")), Drawing.noPicture(folder.resolve("holiday picture.png")));
        browser.see(".photo[data-phase=done]");
        browser.see(".photo[data-phase=failed]");

        // then
        assertThat(browser.accessibility().controlsThatTabDoesNotReach()).isEmpty();
        browser.accessibility().inAllVariants("photos");
    }
}
