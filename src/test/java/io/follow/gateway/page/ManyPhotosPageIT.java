package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Somebody with hundreds of photos: the page counts all of them, and shows as many as it can show at once. */
@ExtendWith({InBrowser.class, SharedGateways.class})
class ManyPhotosPageIT {

    /** Drops files on the page which are empty, and so refused at once. */
    private static final String DROP_EMPTY_FILES =
            """
            const data = new DataTransfer();
            for (let i = 0; i < arguments[0]; i++) {
              data.items.add(new File([], `${i}.png`, {type: 'image/png'}));
            }
            document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));
            """;

    /** Reads a folder of three pictures, a text and a folder of two pictures, with different limits. */
    private static final String READ_FOLDER =
            """
            const done = arguments[arguments.length - 1];
            const file = (name, type) => ({ isDirectory: false, file: (take) => take(new File(['x'], name, { type })) });
            const directory = (...entries) => ({
              isDirectory: true,
              createReader: () => {
                const parts = [entries.slice(0, 2), entries.slice(2), []];
                return { readEntries: (take) => take(parts.shift()) };
              },
            });
            const picture = (name) => file(name, 'image/png');
            const album = () => directory(
                picture('a'), directory(picture('b'), picture('c')), picture('d'), file('e.txt', 'text/plain'), picture('f'));
            import('/page/js/folders.js').then(async ({ readFolders }) => {
              const read = async (most) => {
                const { pictures, others, isCut } = await readFolders([album()], most);
                return `${pictures.map((one) => one.name).join('')} ${others} ${isCut}`;
              };
              done([await read(6), await read(5), await read(2)].join(', '));
            });
            """;

    /** Keeps ten more of each photo, as if they had been dropped before. */
    private static final String COPY_RECORDS =
            """
            const done = arguments[arguments.length - 1];
            import('/page/js/photo-store.js').then(async ({ PhotoStore }) => {
              const store = new PhotoStore();
              for (const record of await store.all()) {
                for (let copy = 0; copy < 10; copy++) {
                  await store.keep({ ...record, key: `${record.key}-${copy}` });
                }
              }
              done();
            });
            """;

    private static final String FOCUS_IN_61ST =
            "return document.querySelector('#photo-done li:nth-child(61)').contains(document.activeElement)";

    /** Which of three pictures is taken where at least so many pixels are needed. */
    private static final String SMALLEST =
            """
            const done = arguments[arguments.length - 1];
            import('/page/js/pictures.js').then(({ smallestKey }) => {
              const renditions = [
                { name: 's', storage_key: 'small', width: 96, height: 64 },
                { name: 'm', storage_key: 'medium', width: 320, height: 213 },
                { name: 'c', storage_key: 'crop', width: 400, height: 400 },
              ];
              const result = {
                storage_key: 'large', content_type: 'image/webp', processed_width: '1920', processed_height: '1280',
                renditions: JSON.stringify(renditions),
              };
              done([90, 320, 321, 2000].map((width) => smallestKey(result, width)).join());
            });
            """;

    private static final String CARDS = "return document.querySelectorAll('#photo-done .photo').length";

    private final Browser browser;
    private final EmbeddedGateway gateway;

    @TempDir
    private Path folder;

    ManyPhotosPageIT(Browser browser, EmbeddedGateway gateway) {
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

    private void drop(int count, String extension, UnaryOperator<Path> drawing) {
        Path[] files = IntStream.range(0, count)
                .mapToObj(i -> drawing.apply(folder.resolve(i + extension)))
                .toArray(Path[]::new);
        browser.pointer().drop(browser.see("#drop"), files);
    }

    @Test
    void countsAndKeepsMoreThanItShowsAtOnce() {
        // given: 20 photos, and 200 that were processed before
        drop(20, ".png", Drawing::tiny);
        browser.see("#photo-summary", "20 done");
        browser.evaluateLater(COPY_RECORDS);
        browser.reload();
        browser.see("#photo-summary", "220 done");

        // when
        drop(1, "-more.png", Drawing::tiny);

        // then
        browser.see("#photo-summary", "221 done");
        browser.seeNo("#photo-active .photo");
        assertThat(browser.evaluate(CARDS)).isEqualTo(60L);

        // when
        browser.see("#more-photos", "Show 60 of 161 older photos").sendKeys(Keys.ENTER);

        // then: the focus is on the first of them
        browser.see("#more-photos", "Show 60 of 101 older photos");
        assertThat(browser.evaluate(CARDS)).isEqualTo(120L);
        assertThat(browser.evaluate(FOCUS_IN_61ST)).isEqualTo(true);

        // when
        browser.reload();

        // then
        browser.see("#photo-summary", "221 done");
    }

    @Test
    void aHundredPhotosOfACameraStayUsableWhileTheyAreProcessed() {
        // given
        drop(100, ".jpg", Drawing::photo);
        browser.see(".photo-open");
        gateway.turnstile().close();

        // when
        browser.see(".photo-open").sendKeys(Keys.ENTER);

        // then: it opens, while most of them are still to come
        browser.see("#viewer .captions p:nth-child(2)", "1920 × 1440");
        browser.see("#photo-summary", "in progress");
        assertThat((Long) browser.evaluate("return document.querySelectorAll('#photo-active .photo').length"))
                .isBetween(1L, 12L);
        assertThat((Long) browser.evaluate("return document.images.length")).isLessThan(70L);

        // when
        browser.press(Keys.ESCAPE);

        // then
        browser.seeNo("#viewer[open]");
        assertThat(browser.focused().getDomAttribute("class")).isEqualTo("photo-open");
    }

    @Test
    void takesTwoThousandAtATimeAndSaysHowManyAreLeftOut() {
        // when
        browser.evaluate(DROP_EMPTY_FILES, 2003);

        // then
        browser.see("#photo-summary", "2,000 failed");
        browser.see("#photo-note", "3 pictures left out: the page takes 2,000 at a time");
        assertThat(browser.evaluate(CARDS)).isEqualTo(60L);
    }

    @Test
    void readsFoldersWithinFoldersUpToALimit() {
        assertThat(browser.evaluateLater(READ_FOLDER)).isEqualTo("abcdf 1 false, abcd 1 true, ab 0 true");
    }

    @Test
    void loadsTheSmallestPictureThatIsLargeEnoughForACard() {
        assertThat(browser.evaluateLater(SMALLEST)).isEqualTo("small,medium,large,large");
    }
}
