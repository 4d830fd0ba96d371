package io.follow.gateway.page;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The browser that the tests of this JVM use, if there is one. Which one it is stands on standard output and in
 * {@code target/browser-under-test.txt}.
 *
 * @param browser the program
 * @param driver {@code chromedriver} of the same version
 */
record Chromium(Path browser, Path driver) {

    private static final Logger SELENIUM_LOG = Logger.getLogger("org.openqa.selenium");

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    /** What is said where the tests are skipped. */
    static final String MISSING =
            "browser tests are skipped: found no Chromium with chromedriver on PATH (Debian: chromium chromium-driver)";

    /** The browser on the path; looked for, and announced, at the first call. */
    static Optional<Chromium> found() {
        return Holder.FOUND;
    }

    /** Starts it without a window. */
    LocalChromium start(Path profile) {
        // It warns that it does not know the newest Chromium; nothing here needs what it lacks.
        SELENIUM_LOG.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
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
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new LocalChromium(service, options);
    }

    private static final class Holder {
        static final Optional<Chromium> FOUND = find();
    }

    private static Optional<Chromium> find() {
        Optional<Chromium> found = NAMES.stream()
                .flatMap(Chromium::onPath)
                .findFirst()
                .flatMap(browser -> onPath("chromedriver").findFirst().map(driver -> new Chromium(browser, driver)));
        announce(found.map(one -> "browser tests run on " + one.browser).orElse(MISSING));
        return found;
    }

    private static Stream<Path> onPath(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    private static void announce(String line) {
        System.out.println(line);
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Files.writeString(target.resolve("browser-under-test.txt"), line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
