package io.follow.gateway.routing.check;

/**
 * A route file as it was read.
 *
 * @param name the path below the routes directory, with {@code /}
 */
public record RouteSource(String name, String text) {

    /** The end of the name of every route file. */
    static final String SUFFIX = ".camel.yaml";

    /** The name without directories and ending: what the id of its definition is expected to be. */
    String stem() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    }
}
