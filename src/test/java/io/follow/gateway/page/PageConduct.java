package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogType;

/** What every page here has to keep to: it asks nobody but its gateway, breaks no policy and logs no error. */
final class PageConduct {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebDriver driver;
    private final String authority;
    private final List<String> consoleLines = new ArrayList<>();
    private final List<URI> requests = new ArrayList<>();
    private boolean failuresExpected;
    private boolean foreignExpected;

    private PageConduct(WebDriver driver, String authority) {
        this.driver = driver;
        this.authority = authority;
    }

    /** Watches a page that is opened next; what was before does not count. */
    static PageConduct of(WebDriver driver, URI page) {
        PageConduct conduct = new PageConduct(driver, page.getAuthority());
        conduct.readLogs();
        conduct.consoleLines.clear();
        conduct.requests.clear();
        return conduct;
    }

    /** From now on requests of the page may fail. */
    void expectFailures() {
        failuresExpected = true;
    }

    /** From now on the page may ask others, and be refused. */
    void expectForeignRequests() {
        foreignExpected = true;
    }

    void check() {
        readLogs();
        if (!foreignExpected) {
            assertThat(requests).isNotEmpty().allSatisfy(request -> assertThat(request.getAuthority())
                    .as("%s", request)
                    .isEqualTo(authority));
            assertThat(consoleLines).as("lines on the console").isEmpty();
        }
    }

    private void readLogs() {
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> {
            String line = entry.getMessage();
            boolean isExpected = failuresExpected
                    && (line.contains("Failed to load resource") || line.contains("net::ERR_CONNECTION_REFUSED"));
            if (!isExpected) {
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
}
