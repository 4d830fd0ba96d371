package io.follow.gateway.steps.intake;

import java.util.Locale;

/** Makes the readable part of an image id of the name that a person gave a file. */
final class ImageNames {

    private static final int LONGEST = 80;

    private ImageNames() {}

    /** At most 80 of {@code [a-z0-9_-]}, without the file's extension. */
    static String of(String file) {
        int dot = file.lastIndexOf('.');
        String base = dot > 0 ? file.substring(0, dot) : file;
        String clean = base.replaceAll("[^A-Za-z0-9_-]+", "-").toLowerCase(Locale.ROOT);
        String shortened = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
        String name = shortened.replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "photo" : name;
    }
}
