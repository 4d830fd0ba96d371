package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Extracts from a server's log why it ended. */
final class ServerLog {

    /** For example {@code 4711:M 24 Feb 2026 10:00:00.123 # }. */
    private static final Pattern WARNING = Pattern.compile("^\\d+:[A-Z] \\d+ \\w+ \\d+ [\\d:.]+ # (?!WARNING)");

    /** The reason and the "Exiting" line that follows it. */
    private static final int WORDS = 2;

    private ServerLog() {}

    /** The last warnings in one line, or else the last line, or else a text that says that nothing was logged. */
    static String lastWords(Path log) {
        List<String> lines;
        try {
            lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return "its log cannot be read";
        }
        List<String> warnings =
                lines.stream().filter(line -> WARNING.matcher(line).find()).toList();
        if (!warnings.isEmpty()) {
            return warnings.stream()
                    .skip(Math.max(0, warnings.size() - WORDS))
                    .map(line -> WARNING.matcher(line).replaceFirst(""))
                    .collect(Collectors.joining("; "));
        }
        return lines.isEmpty()
                ? "it logged nothing"
                : lines.get(lines.size() - 1).strip();
    }
}
