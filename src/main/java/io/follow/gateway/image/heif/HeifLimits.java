package io.follow.gateway.image.heif;

/**
 * Limits of the values in the boxes; a file that exceeds a limit is {@link HeifException.Kind#TOO_LARGE}.
 *
 * @param maxPixels width × height of the picture, and of all its tiles together
 * @param maxBoxes boxes, items, properties, references and extents, each
 * @param maxTiles tiles of a grid; cameras use about 50
 * @param maxDepth maximum depth of derived items
 * @param maxProfileBytes size of a colour profile
 */
public record HeifLimits(long maxPixels, int maxBoxes, int maxTiles, int maxDepth, long maxProfileBytes) {

    void checkPixels(long width, long height) throws HeifException {
        if (width < 1 || height < 1) {
            throw HeifException.broken(
                    "the header says " + width + "×" + height + " pixels; both sides must be at least 1");
        }
        if (width > maxPixels / height) {
            throw HeifException.tooLarge(width + "×" + height + " pixels", "at most " + maxPixels + " pixels");
        }
    }

    void checkBoxes(long count, String what) throws HeifException {
        if (count > maxBoxes) {
            throw HeifException.tooLarge("more than " + maxBoxes + " " + what, "at most that many");
        }
    }

    void checkTiles(long count) throws HeifException {
        if (count > maxTiles) {
            throw HeifException.tooLarge(count + " tiles", "at most " + maxTiles);
        }
    }

    void checkDepth(int depth) throws HeifException {
        if (depth > maxDepth) {
            throw HeifException.tooLarge(
                    "more than " + maxDepth + " items derived from one another", "at most that many");
        }
    }

    void checkProfile(long bytes) throws HeifException {
        if (bytes > maxProfileBytes) {
            throw HeifException.tooLarge(
                    "a colour profile of more than " + maxProfileBytes + " bytes", "at most that many");
        }
    }
}
