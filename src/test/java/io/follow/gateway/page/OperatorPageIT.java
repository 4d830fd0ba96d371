package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An operator of a gateway with a server elsewhere, in front of the page. */
@ExtendWith(InBrowser.class)
class OperatorPageIT {

    private static final String TOKEN = "open sesame";
    private static final String DEAD_LETTERS = "image:process:dlq";

    @TempDir
    private static Path folder;

    private static ValkeyServer valkey;
    private static ConfigurableApplicationContext gateway;

    private final Browser browser;

    OperatorPageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() {
        valkey = ValkeyServer.start();
        gateway = new SpringApplicationBuilder(ImageGatewayApplication.class)
                .run(
                        "--REDIS_URL=" + valkey.uri(),
                        "--IMG_GW_DATA_DIR=" + folder,
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_HOST=127.0.0.1",
                        "--IMG_GW_MANAGEMENT_PORT=0",
                        "--IMG_GW_UPLOAD_RETRY_COUNT=0",
                        "--IMG_GW_ADMIN_TOKEN=" + TOKEN,
                        "--spring.main.register-shutdown-hook=false");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        valkey.close();
    }

    @BeforeEach
    void openWithoutDeadLetters() {
        valkey.command("DEL", DEAD_LETTERS);
        browser.open(page());
    }

    private static URI page() {
        return URI.create(
                "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port") + "/");
    }

    private void signIn(String token) {
        browser.see("#token").sendKeys(token, Keys.ENTER);
    }

    private void signedIn() {
        signIn(TOKEN);
        browser.see("#numbers");
    }

    /** A job whose raw image is not there. */
    private static void addDeadLetter(String imageId) {
        long before = deadLetters();
        valkey.command(
                "XADD",
                "image:process",
                "*",
                "image_id",
                imageId,
                "source_key",
                "raw/" + imageId + ".png",
                "storage_key",
                imageId + ".png",
                "expected_content_type",
                "image/png");
        await().atMost(Duration.ofSeconds(30)).until(() -> deadLetters() > before);
    }

    private static long deadLetters() {
        return Long.parseLong(String.valueOf(valkey.command("XLEN", DEAD_LETTERS)));
    }

    private static void putSource(String imageId) throws IOException {
        Path file = folder.resolve("incoming/raw/" + imageId + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    @Test
    void showsTheStreamsToWhoeverKnowsTheTokenAndOffersNoUpload() {
        // given
        browser.see("#sign-in");
        browser.seeNo("#photos");
        browser.seeNo("#streams");

        // when
        signIn("open barley");

        // then
        browser.see("#sign-in-problem", "That is not the token");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("token");

        // when
        browser.focused().clear();
        signIn(TOKEN);

        // then
        browser.see("#numbers", "Waiting");
        browser.see("#workers tbody th", "");
        browser.see(".plot h3", "Jobs per minute");
        browser.see("#health", "Running");
        browser.seeNo("#sign-in");
        browser.seeNo("#photos");

        // when
        browser.see("#sign-out").click();

        // then
        browser.see("#sign-in");
    }

    @Test
    void looksIntoADeadLetterAndReplaysIt() throws IOException {
        // given
        addDeadLetter("late");
        signedIn();
        browser.see(".letter h3", "late");
        browser.see(".letter .badge", "SOURCE_NOT_FOUND");
        browser.see(".letter-error", "raw/late.png");
        browser.see(".letter summary").click();
        browser.see(".letter .fields", "storage_key");
        browser.screenshot("operator-dead-letter");
        putSource("late");

        // when
        browser.see("button[aria-label^='Replay late']").click();

        // then
        browser.see("#dead-letters-note", "late was replayed as job");
        browser.see("#no-letters");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(valkey.command("HGET", "image:status:late", "stage"))
                        .isEqualTo("done"));
    }

    @Test
    void deletesADeadLetterOnlyAfterAskingAndKeepsTheFocusNear() {
        // given
        addDeadLetter("unwanted");
        addDeadLetter("kept");
        signedIn();

        // when: deleted, and thought better of
        browser.see("button[aria-label^='Delete unwanted']").sendKeys(Keys.ENTER);
        browser.see("dialog[open]", "gone for good");
        browser.press(Keys.ESCAPE);

        // then
        browser.seeNo("dialog[open]");
        assertThat(browser.focused().getAccessibleName()).startsWith("Delete unwanted");
        assertThat(deadLetters()).isEqualTo(2);

        // when
        browser.press(Keys.ENTER);
        browser.see("#confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "unwanted was deleted");
        browser.seeNo("button[aria-label^='Delete unwanted']");
        assertThat(browser.focused().getAccessibleName()).startsWith("Replay kept");
        assertThat(deadLetters()).isEqualTo(1);
    }

    @Test
    void replaysAllAtOnce() throws IOException {
        // given
        addDeadLetter("first");
        addDeadLetter("second");
        putSource("first");
        putSource("second");
        signedIn();

        // when
        browser.see("#replay-all").click();
        browser.see("dialog[open] #confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "2 dead letters replayed");
        browser.see("#no-letters");
    }

    @Test
    void saysThatTheServerIsAwayAndGoesOnByItselfAfterwards() {
        // given
        signedIn();
        browser.expectOutage();

        // when
        valkey.pause();

        // then
        try {
            browser.see("#outage", "The Valkey server does not answer");
            browser.see("#health", "Server away");
            browser.see("#streams-span", "as last seen at");
            browser.screenshot("operator-outage");
        } finally {
            valkey.resume();
        }
        browser.see("#outage", "Back again");
        browser.see("#health", "Running");
        browser.seeNo("#outage");
    }

    @Test
    void isAccessibleInBothColoursAndFitsAPhone() {
        // given
        assertThat(browser.accessibilityFaults()).as("when signing in").isEmpty();
        addDeadLetter("a-rather.long_image-id-that-has-no-place-to-break-and-goes-on-and-on-0123456789");
        signedIn();
        browser.see(".letter summary").click();

        for (String scheme : new String[] {"light", "dark"}) {
            // when
            browser.colours(scheme);
            browser.screen(360, 740);

            // then
            assertThat(browser.accessibilityFaults()).as(scheme).isEmpty();
            assertThat(browser.evaluate("return document.documentElement.scrollWidth"))
                    .isEqualTo(360L);
            browser.screenshot("operator-phone-" + scheme);
        }
    }
}
