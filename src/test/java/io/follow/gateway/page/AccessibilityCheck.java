package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.Keys;
import org.springframework.core.io.ClassPathResource;

/** Finds what keeps people from using the page: by the rules of axe-core, on a small screen, and by keyboard. */
record AccessibilityCheck(Browser browser) {

    private static final int PHONE = 360;

    private static final String AXE = resource("axe.min.js");

    private static final String RUN =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
                (found) => done(found.violations.flatMap((rule) => rule.nodes.map(
                    (node) => `${rule.id} at ${node.target}: ${node.failureSummary}`))),
                (failure) => done([`axe failed: ${failure}`]));
            """;

    private static final String TOO_WIDE =
            """
            return [document.documentElement, ...document.querySelectorAll('dialog[open]')]
                .filter((one) => one.scrollWidth > one.clientWidth)
                .map((one) => `${one.tagName} ${one.id}: ${one.scrollWidth} of ${one.clientWidth}`);
            """;

    /** Notes which of the controls that are seen get the focus, and returns how many there are. */
    private static final String WATCH_FOCUS =
            """
            const within = document.querySelector('dialog[open]') ?? document;
            window.controls = [...within.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
                .filter((one) => one.checkVisibility() && !one.disabled);
            window.reached = new Set([document.activeElement]);
            document.addEventListener('focusin', (event) => window.reached.add(event.target));
            return window.controls.length;
            """;

    private static final String NOT_REACHED =
            """
            return window.controls.filter((one) => one.isConnected && !window.reached.has(one))
                .map((one) => one.outerHTML.slice(0, 200));
            """;

    /** What axe-core finds wrong with the page; one line each. */
    List<?> faults() {
        if (Boolean.TRUE.equals(browser.evaluate("return typeof window.axe === 'undefined'"))) {
            browser.evaluate(AXE);
        }
        return (List<?>) Objects.requireNonNull(browser.evaluateLater(RUN));
    }

    /**
     * Checks what is shown, on a desktop and on a phone, in light and in dark colours: no faults, and nothing that has to be
     * scrolled sideways. Leaves a picture of each, and the page on a desktop in light colours.
     */
    void inAllVariants(String name) {
        for (String scheme : List.of("dark", "light")) {
            browser.colours(scheme);
            for (boolean isPhone : new boolean[] {true, false}) {
                browser.screen(isPhone ? PHONE : Browser.DESKTOP, isPhone ? 740 : 900);
                String where = name + (isPhone ? "-phone-" : "-desktop-") + scheme;
                browser.screenshot(where);
                assertThat(faults()).as(where).isEmpty();
                assertThat((List<?>) browser.evaluate(TOO_WIDE))
                        .as("wider than the screen: " + where)
                        .isEmpty();
            }
        }
    }

    /** Presses the tab key until it has gone round, and returns the visible controls that never had the focus. */
    List<?> controlsThatTabDoesNotReach() {
        Number controls = (Number) Objects.requireNonNull(browser.evaluate(WATCH_FOCUS));
        CharSequence[] tabs = new CharSequence[controls.intValue() + 3];
        Arrays.fill(tabs, Keys.TAB);
        browser.press(tabs);
        return (List<?>) Objects.requireNonNull(browser.evaluate(NOT_REACHED));
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
