package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
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

    private final LocalChromium driver;
    private final Path profile;
    private @Nullable PageConduct conduct;

    private Browser(LocalChromium driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    static Browser start(Chromium chromium) {
        try {
            Path profile = Files.createTempDirectory("gateway-chromium");
            return new Browser(chromium.start(profile), profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an address in a new tab, on a desktop screen in light colours, and closes the tab before. */
    void open(URI address) {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        String tab = driver.getWindowHandle();
        driver.switchTo().window(before).close();
        driver.switchTo().window(tab);
        conduct = PageConduct.of(driver, address);
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        for (String script : List.of(SHORT_WAITS, LISTEN)) {
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }
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
        return await("seen: " + css).atMost(PATIENCE).until(() -> first(css), element -> element != null);
    }

    /** Waits until a seen element says something. */
    WebElement see(String css, String text) {
        await("seen: " + css + " with \"" + text + "\"").atMost(PATIENCE).untilAsserted(() -> assertThat(texts(css))
                .anySatisfy(one -> assertThat(one).contains(text)));
        return see(css);
    }

    /** Waits until no such element is seen. */
    void seeNo(String css) {
        await("not seen: " + css).atMost(PATIENCE).until(() -> first(css) == null);
    }

    /** What the seen elements say. */
    List<String> texts(String css) {
        try {
            return driver.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException changedMeanwhile) {
            return List.of();
        }
    }

    private @Nullable WebElement first(String css) {
        try {
            return driver.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null);
        } catch (StaleElementReferenceException changedMeanwhile) {
            return null;
        }
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
     * Leaves the page.
     *
     * @param failedTest the test that has failed in front of it, of which a picture is kept; null when its conduct is checked
     */
    void leave(@Nullable String failedTest) {
        if (failedTest != null) {
            screenshot("failed-" + failedTest);
        } else if (conduct != null) {
            conduct.check();
        }
    }

    @Override
    public void close() {
        driver.quit();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
