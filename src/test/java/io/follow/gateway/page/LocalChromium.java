package io.follow.gateway.page;

import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.chromium.ChromiumDriverCommandExecutor;

/**
 * Chromium, driven by a service whose program is named. {@code ChromeDriver} would look for a program with Selenium Manager
 * all the same, which the build leaves out.
 */
final class LocalChromium extends ChromiumDriver {

    private static final AddHasCdp CDP = new AddHasCdp();

    LocalChromium(ChromeDriverService service, ChromeOptions options) {
        super(
                new ChromiumDriverCommandExecutor(service, CDP.getAdditionalCommands()),
                options,
                ChromeOptions.CAPABILITY);
        cdp = CDP.getImplementation(getCapabilities(), getExecuteMethod());
    }
}
