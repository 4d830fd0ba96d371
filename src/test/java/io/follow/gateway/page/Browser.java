package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;

/** A headless Chromium with a profile of its own, and a person in front of it. Not for use by several threads. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Logger SELENIUM_LOG = Logger.getLogger("org.openqa.selenium");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AXE = resource("axe.min.js");
    private static final String AXE_RUN =
            """

            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
                (found) => done(found.violations.flatMap((rule) => rule.nodes.map(
                    (node) => `${rule.id} at ${node.target}: ${node.failureSummary}`))),
                (failure) => done([`axe failed: ${failure}`]));
            """;

    private final LocalChromium driver;
    private final Path profile;
    private final List<String> consoleLines = new ArrayList<>();
    private final List<URI> requests = new ArrayList<>();
    private @Nullable URI home;
    private boolean outageExpected;
    private boolean foreignExpected;

    private Browser(LocalChromium driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    static Browser start(Chromium chromium) {
        // It warns that it does not know the newest Chromium; nothing here needs what it lacks.
        SELENIUM_LOG.setLevel(Level.SEVERE);
        try {
            Path profile = Files.createTempDirectory("gateway-chromium");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.browser().toFile());
            options.setScriptTimeout(Duration.ofMinutes(3));
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + profile);
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            logs.enable(LogType.PERFORMANCE, Level.ALL);
            options.setCapability("goog:loggingPrefs", logs);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromium.driver().toFile())
                    .usingAnyFreePort()
                    .build();
            return new Browser(new LocalChromium(service, options), profile);
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
        readLogs();
        consoleLines.clear();
        requests.clear();
        home = address;
        outageExpected = false;
        foreignExpected = false;
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        screen(1180, 900);
        colours("light");
        driver.get(address.toString());
    }

    /** From now on the page may ask others, and be refused. */
    void expectForeignRequests() {
        foreignExpected = true;
    }

    /** Loads the page anew, in the same tab. */
    void reload() {
        driver.navigate().refresh();
    }

    /** From now on requests of the page may fail. */
    void expectOutage() {
        outageExpected = true;
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

    /** Drags files in from another window and drops them on an element. */
    void drop(WebElement target, Path... files) {
        org.openqa.selenium.Rectangle box = target.getRect();
        Number scrolled = (Number) evaluate("return window.scrollY");
        List<String> paths = Arrays.stream(files)
                .map(file -> file.toAbsolutePath().toString())
                .toList();
        Map<String, Object> data = Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand(
                    "Input.dispatchDragEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            box.x + box.width / 2,
                            "y",
                            box.y + box.height / 2 - scrolled.intValue(),
                            "data",
                            data));
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

    /** What axe-core, a library of rules about accessible pages, finds wrong with the page; one line each. */
    List<?> accessibilityFaults() {
        return (List<?>) Objects.requireNonNull(driver.executeAsyncScript(AXE + AXE_RUN));
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
     * Checks that the page has asked nobody else for anything, broke no security policy and left no error on the console.
     *
     * @param failedTest the test after which it is left, when that failed; null when all is to be checked
     */
    void leave(@Nullable String failedTest) {
        if (failedTest != null) {
            screenshot("failed-" + failedTest);
            return;
        }
        readLogs();
        URI expected = home;
        if (expected != null && !foreignExpected) {
            assertThat(requests).isNotEmpty().allSatisfy(request -> assertThat(request.getAuthority())
                    .as("%s", request)
                    .isEqualTo(expected.getAuthority()));
            assertThat(consoleLines).as("lines on the console").isEmpty();
        }
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLogs() {
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> {
            String line = entry.getMessage();
            boolean ofOutage = outageExpected
                    && (line.contains("Failed to load resource") || line.contains("net::ERR_CONNECTION_REFUSED"));
            if (!ofOutage) {
                consoleLines.add(line);
            }
        });
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> readRequest(entry.getMessage()));
    }

    private void readRequest(String event) {
        try {
            JsonNode message = JSON.readTree(event).path("message");
            String url = message.at("/params/request/url").asText();
            if (message.path("method").asText().equals("Network.requestWillBeSent") && url.startsWith("http")) {
                requests.add(URI.create(url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
