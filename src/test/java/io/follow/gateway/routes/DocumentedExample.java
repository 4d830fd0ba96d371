package io.follow.gateway.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The complete route file that the document shows. */
final class DocumentedExample {

    static final Path DOCUMENT = Path.of("docs/routes.md");

    private static final String HEADING = "### A consumer of results\n";
    private static final String BEGIN = "```yaml\n";
    private static final String END = "```\n";

    private DocumentedExample() {}

    static RouteFile audit() {
        try {
            String document = Files.readString(DOCUMENT);
            int begin = document.indexOf(BEGIN, document.indexOf(HEADING)) + BEGIN.length();
            return RouteFile.parse("audit.camel.yaml", document.substring(begin, document.indexOf(END, begin)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
