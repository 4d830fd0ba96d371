package io.follow.gateway.page;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/**
 * Looks for what is seen in a page. One small script looks through all elements, many times while a test waits; whether what
 * it finds is displayed, Selenium says in the end, whose own script for a single element is a large one.
 */
record Sight(LocalChromium driver) {

    /** An option is seen where its list is. Words are as people read them, with spaces that do not break as others. */
    private static final String LOOK =
            """
            const hasSize = (one) => {
              const box = one.getBoundingClientRect();
              return box.width > 0 && box.height > 0;
            };
            const isSeen = (one) =>
                one.checkVisibility({opacityProperty: true, visibilityProperty: true})
                && (hasSize(one) || [...one.querySelectorAll('*')].some(hasSize));
            const words = (one) => (one.innerText ?? one.textContent).replaceAll('\\u00a0', ' ').trim();
            const seen = [...document.querySelectorAll(arguments[0])].filter((one) => isSeen(one.closest('select') ?? one));
            """;

    private static final String FIRST = LOOK + "return seen.find((one) => words(one).includes(arguments[1]));";

    private static final String ANY = LOOK + "return seen.length > 0;";

    private static final String WORDS = LOOK + "return seen.map(words);";

    /** The first seen element that says something; null while there is none. */
    @Nullable
    WebElement first(String css, String text) {
        WebElement found = (WebElement) driver.executeScript(FIRST, css, text);
        try {
            return found != null && found.isDisplayed() ? found : null;
        } catch (StaleElementReferenceException changedMeanwhile) {
            return null;
        }
    }

    boolean any(String css) {
        return Boolean.TRUE.equals(driver.executeScript(ANY, css));
    }

    /** What the seen elements say. */
    List<String> words(String css) {
        List<?> found = (List<?>) Objects.requireNonNull(driver.executeScript(WORDS, css));
        return found.stream().map(String::valueOf).toList();
    }
}
