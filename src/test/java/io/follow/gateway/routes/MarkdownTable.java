package io.follow.gateway.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table below a heading of a Markdown text.
 *
 * @param rows the cells of each row, without the head
 */
record MarkdownTable(List<List<String>> rows) {

    private static final int HEAD_LINES = 2;

    static MarkdownTable below(String heading, String text) {
        List<List<String>> rows = new ArrayList<>();
        boolean found = false;
        for (String line : text.lines().toList()) {
            if (line.equals(heading)) {
                found = true;
            } else if (found && line.startsWith("|")) {
                rows.add(cells(line));
            } else if (found && !rows.isEmpty()) {
                break;
            }
        }
        if (rows.size() <= HEAD_LINES) {
            throw new IllegalArgumentException("found no table below \"" + heading + "\", expected one with rows");
        }
        return new MarkdownTable(rows.subList(HEAD_LINES, rows.size()));
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    /** The first cells of each row, as a row again. */
    List<String> firstCells(int count) {
        return rows.stream().map(row -> row(row.subList(0, count))).toList();
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
