package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dead-letters show}: prints every field of a dead letter. */
@Command(name = "show", description = "Shows every field of a dead letter.")
final class DeadLettersShow extends DeadLettersSubcommand {

    @Parameters(paramLabel = "ID", converter = EntryIdConverter.class, description = "The id of the dead letter.")
    private String id;

    @Override
    int run(DeadLetters letters) throws InterruptedException {
        Optional<DeadLetterView> found = letters.show(id);
        if (found.isEmpty()) {
            return gone(id);
        }
        if (json()) {
            return done(found.get());
        }
        Table table = new Table().row("id", found.get().id());
        found.get().fields().forEach(table::row);
        return done(table);
    }
}
