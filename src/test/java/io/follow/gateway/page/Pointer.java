package io.follow.gateway.page;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;

/** The mouse of the person in front of a {@link Browser}. */
record Pointer(LocalChromium driver) {

    /** Presses the button on an element, moves by so many CSS pixels and lets it go. */
    void drag(WebElement from, int x, int y) {
        new Actions(driver)
                .moveToElement(from)
                .clickAndHold()
                .moveByOffset(x, y)
                .release()
                .perform();
    }

    /** Turns the wheel away above the middle of an element. */
    void turnWheel(WebElement above) {
        new Actions(driver)
                .scrollFromOrigin(ScrollOrigin.fromElement(above), 0, -200)
                .perform();
    }

    /** Drags files in from another window and drops them on an element. */
    void drop(WebElement target, Path... files) {
        Rectangle box = target.getRect();
        Number scrolled = (Number) driver.executeScript("return window.scrollY");
        List<String> paths = Arrays.stream(files)
                .map(file -> file.toAbsolutePath().toString())
                .toList();
        Map<String, Object> data = Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1);
        int x = box.x + box.width / 2;
        int y = box.y + box.height / 2 - scrolled.intValue();
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand("Input.dispatchDragEvent", Map.of("type", type, "x", x, "y", y, "data", data));
        }
    }
}
