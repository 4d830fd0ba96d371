package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetterPage;
import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code dead-letters list}: prints a page of dead letters, one per row. */
@Command(name = "list", description = "Lists the oldest dead letters.")
final class DeadLettersList extends DeadLettersSubcommand {

    @Option(
            names = "--after",
            paramLabel = "ID",
            converter = EntryIdConverter.class,
            description = "Start after this dead letter.")
    private @Nullable String after;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "50",
            converter = PageSizeConverter.class,
            description =
                    "The maximum number to list, 1 to " + DeadLetters.LARGEST_PAGE + "; default: ${DEFAULT-VALUE}.")
    private int count;

    @Override
    int run(DeadLetters letters) throws InterruptedException {
        DeadLetterPage page = letters.list(after, count);
        if (json()) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("dead_letters", page.letters());
            answer.put("next", page.next());
            return done(answer);
        }
        if (page.letters().isEmpty()) {
            return done("no dead letters");
        }
        Table table = new Table().row("ID", "AT", "IMAGE", "REASON", "RUNS", "ERROR");
        for (DeadLetterView letter : page.letters()) {
            table.row(
                    letter.id(),
                    letter.field("dlq_at"),
                    letter.field("image_id"),
                    letter.field("dlq_reason"),
                    letter.field("dlq_delivery_count"),
                    letter.field("dlq_error"));
        }
        int code = done(table);
        return page.next() == null ? code : done("more: dead-letters list --after " + page.next());
    }

    /** A page size. */
    static final class PageSizeConverter implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            try {
                int size = Integer.parseInt(value);
                if (size >= 1 && size <= DeadLetters.LARGEST_PAGE) {
                    return size;
                }
            } catch (NumberFormatException e) {
                throw refused(value);
            }
            throw refused(value);
        }

        private static TypeConversionException refused(String value) {
            return new TypeConversionException("found \"" + value + "\", expected 1 to " + DeadLetters.LARGEST_PAGE);
        }
    }
}
