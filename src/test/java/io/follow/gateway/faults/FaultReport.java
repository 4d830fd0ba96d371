package io.follow.gateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The counts of all fault tests of a run. Confined to the thread of the tests. */
final class FaultReport {

    private static final String HEAD =
            """
            | case | faults | jobs | results | dead letters | lost | doubled |
            |---|---|---|---|---|---|---|
            """;

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * One case.
     *
     * @param lost jobs without a result
     * @param doubled jobs with more than one result
     */
    record Row(String name, int faults, int jobs, int results, int deadLetters, int lost, int doubled) {

        @Override
        public String toString() {
            return "| " + name + " | " + faults + " | " + jobs + " | " + results + " | " + deadLetters + " | " + lost
                    + " | " + doubled + " |\n";
        }
    }

    void add(Row row) {
        rows.add(row);
    }

    /** Adds a line below the table. */
    void note(String line) {
        notes.add(line);
    }

    /** Prints the seed and the table, and writes them to a file. */
    void publish(Path file) {
        StringBuilder table = new StringBuilder("Seed " + RandomSeed.ofThisRun() + "\n\n" + HEAD);
        rows.forEach(table::append);
        table.append(new Row(
                "all",
                rows.stream().mapToInt(Row::faults).sum(),
                rows.stream().mapToInt(Row::jobs).sum(),
                rows.stream().mapToInt(Row::results).sum(),
                rows.stream().mapToInt(Row::deadLetters).sum(),
                rows.stream().mapToInt(Row::lost).sum(),
                rows.stream().mapToInt(Row::doubled).sum()));
        notes.forEach(line -> table.append('\n').append(line).append('\n'));
        System.out.print(table);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
