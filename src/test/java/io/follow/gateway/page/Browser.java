package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.util.FileSystemUtils;

/** A headless Chromium with a profile of its own, and a person in front of it. Not for use by several threads. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    static final int DESKTOP = 1180;

    /** The page waits between its calls; tests do not want to. A stalled upload is to be patient with. */
    private static final String SHORT_WAITS =
            """
            const later = window.setTimeout;
            window.setTimeout = (work, delay, ...more) =>
                later(work, delay >= 2000 && delay <= 10_000 ? delay / 8 : delay, ...more);
            """;

    /** Notes each sentence that a screen reader is told; what is hidden or behind an open dialog it is not. */
    private static final String LISTEN =
            """
            window.heard = [];
            new MutationObserver((changes) => {
              const regions = new Set(changes.flatMap(({target, addedNodes}) => [target, ...addedNodes])
                  .map((node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement))
                  .map((one) => one?.closest('[role=status], [role=alert], [aria-live]'))
                  .filter((one) => one?.checkVisibility()));
              const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
              regions.forEach((one) => {
                const words = one.textContent.trim();
                if (words && (!dialog || dialog.contains(one))) {
                  window.heard.push(words);
                }
              });
            }).observe(document, {subtree: true, childList: true, characterData: true});
            """;

    /** An answer in a sandbox keeps nothing. */
    private static final String FORGET =
            """
            try {
              sessionStorage.clear();
            } catch (sandboxed) {
            }
            """;

    private final LocalChromium driver;
    private final Sight sight;
    private final HttpAnswer elsewhere =
            HttpAnswer.ofPage("<!doctype html><title>elsewhere</title><link rel=icon href=data:,>");
    private final Path profile;
    private @Nullable PageConduct conduct;

    private Browser(LocalChromium driver, Path profile) {
        this.driver = driver;
        this.sight = new Sight(driver);
        this.profile = profile;
    }

    static Browser start(Chromium chromium) {
        try {
            Path profile = Files.createTempDirectory("gateway-chromium");
            Browser browser = new Browser(chromium.start(profile), profile);
            browser.prepare();
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() {
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        for (String script : List.of(SHORT_WAITS, LISTEN)) {
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }
    }

    /** Opens an address on a desktop screen in light colours. */
    void open(URI address) {
        conduct = PageConduct.of(driver, address);
        screen(DESKTOP, 900);
        colours("light");
        driver.get(address.toString());
    }

    /** What the page that was opened last has to keep to. */
    PageConduct conduct() {
        return Objects.requireNonNull(conduct, "no page was opened");
    }

    Pointer pointer() {
        return new Pointer(driver);
    }

    AccessibilityCheck accessibility() {
        return new AccessibilityCheck(this);
    }

    /** Loads the page anew, in the same tab. */
    void reload() {
        driver.navigate().refresh();
    }

    /** Sets the size of the page in CSS pixels. */
    void screen(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Sets whether the person prefers {@code light} or {@code dark} colours. */
    void colours(String scheme) {
        Map<String, String> colours = Map.of("name", "prefers-color-scheme", "value", scheme);
        // Without motion, a picture of the page does not depend on the moment.
        Map<String, String> still = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(colours, still)));
    }

    /** Waits until an element is there and seen. */
    WebElement see(String css) {
        return see(css, "");
    }

    /** Waits until a seen element says something. */
    WebElement see(String css, String text) {
        String wanted = text.isEmpty() ? css : css + " with \"" + text + "\"";
        try {
            return await("seen: " + wanted).atMost(PATIENCE).until(() -> sight.first(css, text), Objects::nonNull);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("expected " + wanted + ", but saw " + sight.words(css), e);
        }
    }

    /** Waits until no such element is seen. */
    void seeNo(String css) {
        await("not seen: " + css).atMost(PATIENCE).until(() -> !sight.any(css));
    }

    /** What the seen elements say. */
    List<String> texts(String css) {
        return sight.words(css);
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** The element that has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Waits until a script returns true. */
    void seeThat(String description, String script) {
        await(description).atMost(PATIENCE).until(() -> Boolean.TRUE.equals(evaluate(script)));
    }

    /** Waits until a screen reader was told a sentence with such words. */
    void hear(String words) {
        await("heard: \"" + words + "\"").atMost(PATIENCE).untilAsserted(() -> assertThat(heard())
                .anySatisfy(one -> assertThat(one).contains(words)));
    }

    /** What screen readers were told since the page was loaded. */
    List<String> heard() {
        List<?> sentences = (List<?>) Objects.requireNonNull(evaluate("return window.heard"));
        return sentences.stream().map(String::valueOf).toList();
    }

    /** What is on the clipboard. */
    String clipboard() {
        driver.executeCdpCommand("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        return String.valueOf(
                evaluateLater(
                        "const done = arguments[0]; navigator.clipboard.readText().then(done, (failure) => done(String(failure)))"));
    }

    /** From now on, what is downloaded is written to a directory. */
    void downloadTo(Path directory) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        directory.toAbsolutePath().toString()));
    }

    /** Runs a script that calls its last argument with its result when it is done. */
    @Nullable
    Object evaluateLater(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** An element, seen or not. */
    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Runs a script in the page and returns its result. */
    @Nullable
    Object evaluate(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Writes a picture of the whole page to {@code target/screenshots}. */
    void screenshot(String name) {
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png((String)
                    shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Leaves the page, which would go on asking its gateway while other tests run, and forgets what it keeps for its tab. A
     * new tab costs more than a page, and a page of another site a process.
     *
     * @param failedTest the test that has failed in front of it, of which a picture is kept; null when its conduct is checked
     */
    void leave(@Nullable String failedTest) {
        try {
            if (failedTest != null) {
                screenshot("failed-" + failedTest);
            } else if (conduct != null) {
                conduct.check();
            }
        } finally {
            driver.resetInputState();
            driver.executeScript(FORGET);
            driver.get("http://127.0.0.1:" + elsewhere.port() + "/");
        }
    }

    @Override
    public void close() {
        driver.quit();
        elsewhere.close();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
